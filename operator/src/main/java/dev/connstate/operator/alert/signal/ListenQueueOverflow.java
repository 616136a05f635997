package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Growth;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.Listener;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Packets of connections that full accept queues turned away, per minute: TcpExt.ListenOverflows. A client that tries again is
 * counted again.
 *
 * <p>The drops of one listener (sk_drops) are more than that: two for a refused third ACK, and what a SYN queue, a
 * socket filter or TCP_DEFER_ACCEPT turned away. So those of a port count only as far as the namespace had overflows;
 * of a pod in the host's network, whose counter is the whole node's, they count as they are.
 */
public record ListenQueueOverflow(OptionalInt port) implements Measure {
    private static final String OVERFLOWS = "TcpExt.ListenOverflows";

    @Override
    public Reading read(Sighting sighting) {
        var growth = sighting.growth();
        if (growth.isEmpty()) {
            return Reading.Unknown.tooSoon();
        }
        return sighting.sharesHostNetwork() ? ofPort(growth.get(), Long.MAX_VALUE) : ofNamespace(growth.get());
    }

    private Reading ofNamespace(Growth growth) {
        var overflows = growth.of(OVERFLOWS);
        if (overflows.isEmpty()) {
            return growth.now().counters().of(OVERFLOWS).isPresent()
                    ? Reading.Unknown.tooSoon()
                    : new Reading.Unknown(Reading.Why.NOT_READ, OVERFLOWS + " could not be read");
        }
        if (port.isPresent()) {
            return ofPort(growth, overflows.getAsLong());
        }
        return value(
                growth,
                overflows.getAsLong(),
                overflows.getAsLong() > 0 ? most(growth, growth.now().listeners()) : Optional.empty());
    }

    private Reading ofPort(Growth growth, long most) {
        var listeners = Points.listeners(growth.now(), port);
        if (listeners.isEmpty()) {
            return Points.none(growth.now(), port);
        }
        if (most == 0) {
            return value(growth, 0, Optional.empty());
        }
        if (listeners.stream().allMatch(it -> it.drops().isEmpty())) {
            return Reading.Unknown.unseen("drops of a listener", growth.now());
        }
        var drops = listeners.stream()
                .map(growth::drops)
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        if (drops.length == 0) {
            return Reading.Unknown.tooSoon();
        }
        long sum = Arrays.stream(drops).sum();
        return value(growth, Math.min(most, sum), most(growth, listeners));
    }

    private static Reading value(Growth growth, long amount, Optional<Listener> whose) {
        return new Reading.Value(
                growth.perMinute(Math.max(0, amount)), whose.map(Named::of).orElse(Named.NOTHING));
    }

    private static Optional<Listener> most(Growth growth, List<Listener> listeners) {
        return listeners.stream()
                .filter(it -> growth.drops(it).orElse(0) > 0)
                .max(Comparator.comparingLong(it -> growth.drops(it).orElse(0)));
    }

    @Override
    public String describe(String amount) {
        return "%s packets turned away by full accept queues%s per minute".formatted(amount, Points.text(port));
    }
}
