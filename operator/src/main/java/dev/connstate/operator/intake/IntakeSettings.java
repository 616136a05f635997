package dev.connstate.operator.intake;

import java.time.Duration;

/**
 * @param port 0 for any free one
 * @param largestBody of a request, in bytes as they come
 * @param largestReport in bytes after gzip
 * @param room in bytes, for all bodies that are in memory at once
 * @param connectionsOfOne that one address may have; a node has one or two
 * @param patience how long a client may take from its connection to the head of a request, and from there to its end
 * @param rest how long a connection may stay between two requests: longer than an agent's interval
 */
public record IntakeSettings(
        String host,
        int port,
        int largestBody,
        int largestReport,
        long room,
        int connectionsOfOne,
        Duration patience,
        Duration rest) {
    public static final IntakeSettings DEFAULTS = new IntakeSettings(
            "0.0.0.0", 8443, 4 << 20, 16 << 20, 64 << 20, 32, Duration.ofSeconds(10), Duration.ofSeconds(90));

    /** The same at another address. */
    public IntakeSettings at(String otherHost, int otherPort) {
        return new IntakeSettings(
                otherHost, otherPort, largestBody, largestReport, room, connectionsOfOne, patience, rest);
    }
}
