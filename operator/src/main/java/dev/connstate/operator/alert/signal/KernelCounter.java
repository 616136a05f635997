package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;
import java.util.Set;

/**
 * Any counter of the namespace, per minute.
 *
 * @param name by the kernel: {@code TcpExt.TCPTimeWaitOverflow}, {@code Udp6InErrors}
 */
public record KernelCounter(String name) implements Measure {
    /** What stands among the counters and is none: it has no rate. */
    public static final Set<String> LEVELS = Set.of(
            "Tcp.CurrEstab",
            "Tcp.MaxConn",
            "Tcp.RtoAlgorithm",
            "Tcp.RtoMax",
            "Tcp.RtoMin",
            "Ip.DefaultTTL",
            "Ip.Forwarding");

    @Override
    public Reading read(Sighting sighting) {
        if (sighting.sharesHostNetwork()) {
            return Reading.Unknown.shared("counters");
        }
        var now = sighting.now();
        if (now.counters().names().isEmpty()) {
            return new Reading.Unknown(Reading.Why.NOT_READ, "its counters could not be read");
        }
        if (now.counters().of(name).isEmpty()) {
            return new Reading.Unknown(Reading.Why.NO_ANSWER, "its kernel has no counter " + name);
        }
        return sighting.growth()
                .filter(growth -> growth.of(name).isPresent())
                .<Reading>map(growth ->
                        new Reading.Value(growth.perMinute(growth.of(name).getAsLong()), Named.NOTHING))
                .orElseGet(Reading.Unknown::tooSoon);
    }

    @Override
    public String describe(String amount) {
        return "%s %s per minute".formatted(amount, name);
    }
}
