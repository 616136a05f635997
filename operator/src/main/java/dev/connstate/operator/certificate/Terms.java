package dev.connstate.operator.certificate;

import java.time.Duration;

/**
 * How long self-made certificates are good for. Each is replaced when two thirds of its life are over.
 *
 * @param authority whole days
 * @param server whole days, less than a third of the former
 * @param overlap from the publishing of a new authority to its first use: longer than any node needs to see it
 */
public record Terms(Duration authority, Duration server, Duration overlap) {
    public static final Terms DEFAULTS = new Terms(Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(1));
}
