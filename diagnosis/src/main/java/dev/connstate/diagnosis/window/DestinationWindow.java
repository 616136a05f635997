package dev.connstate.diagnosis.window;

import dev.connstate.report.Destination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * One destination over the window. Only the busiest are in a report: one that an earlier look does not have may have been
 * there.
 *
 * @param before as the look before the newest saw it
 * @param first as the earliest look that has it saw it
 * @param time between the tables of that look and the newest's
 */
public record DestinationWindow(Destination now, Optional<Destination> before, Destination first, Duration time) {
    static DestinationWindow of(List<Look> all, Destination now) {
        var looks = Walks.of(all);
        var before = looks.size() < 2 ? Optional.<Destination>empty() : in(looks.get(looks.size() - 2), now);
        for (var look : looks) {
            var first = in(look, now);
            if (first.isPresent()) {
                return new DestinationWindow(
                        now, before, first.get(), Duration.between(Walks.at(look), Walks.at(looks.getLast())));
            }
        }
        throw new IllegalArgumentException("not of the newest look: " + now);
    }

    /** Whether something holds now and did in the look before: see {@link NamespaceWindow#lasts}. */
    public boolean lasts(Predicate<Destination> held) {
        return held.test(now) && before.filter(held).isPresent();
    }

    /** How fast the ports in use grow, below zero when they shrink; empty when only one look knows them. */
    public OptionalDouble portsPerSecond() {
        return time.isPositive()
                ? OptionalDouble.of((now.portsUsed() - first.portsUsed()) * 1000.0 / Math.max(1, time.toMillis()))
                : OptionalDouble.empty();
    }

    private static Optional<Destination> in(Look look, Destination now) {
        return look.report().destinations().stream()
                .filter(it -> it.port() == now.port()
                        && it.address().equals(now.address())
                        && it.source().equals(now.source()))
                .findFirst();
    }
}
