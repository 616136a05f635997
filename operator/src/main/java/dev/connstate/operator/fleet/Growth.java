package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.window.Before;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.UdpSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * By how much counters grew from one report to the next. What fell is unknown: it began anew, at a time nobody knows.
 *
 * @param length over zero
 */
public record Growth(Before before, NamespaceReport now, Duration length) {
    private static final double SECONDS = 60;

    public double perMinute(long amount) {
        return amount * SECONDS / (length.getSeconds() + length.getNano() / 1e9);
    }

    /** Of what is in tables: over the time between their walks, of which each may be older than its report. */
    public Growth ofTables() {
        return before.tablesTakenAt()
                .flatMap(from -> now.tablesTakenAt().map(to -> Duration.between(from, to)))
                .filter(Duration::isPositive)
                .map(time -> new Growth(before, now, time))
                .orElse(this);
    }

    /** Of a counter by its kernel name. */
    public OptionalLong of(String counter) {
        return grown(before.counter(counter), now.counters().of(counter));
    }

    /** Of all counters that can be compared, per minute. */
    public Map<String, Double> rates() {
        return new Rates(this);
    }

    /** Of a listener's sk_drops; empty as well for a socket that was not there before. */
    public OptionalLong drops(Listener listener) {
        return before.report().listeners().stream()
                .filter(it -> it.inode() == listener.inode() && it.port() == listener.port())
                .findFirst()
                .map(it -> grown(it.drops(), listener.drops()))
                .orElse(OptionalLong.empty());
    }

    public OptionalLong drops(UdpSocket socket) {
        return before.report().udp().stream()
                .filter(it -> it.inode() == socket.inode() && it.port() == socket.port())
                .findFirst()
                .map(it -> grown(it.drops(), socket.drops()))
                .orElse(OptionalLong.empty());
    }

    /** Those of the counters that the kernel has, together; empty where none can be compared. */
    public OptionalLong sum(List<String> counters) {
        long sum = 0;
        boolean isKnown = false;
        for (var name : counters) {
            var grown = of(name);
            if (grown.isPresent()) {
                sum += grown.getAsLong();
                isKnown = true;
            } else if (now.counters().of(name).isPresent()) {
                return OptionalLong.empty();
            }
        }
        return isKnown ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static OptionalLong grown(OptionalLong from, OptionalLong to) {
        return from.isPresent()
                        && to.isPresent()
                        && Long.compareUnsigned(to.getAsLong(), from.getAsLong()) >= 0
                        && to.getAsLong() - from.getAsLong() >= 0
                ? OptionalLong.of(to.getAsLong() - from.getAsLong())
                : OptionalLong.empty();
    }
}
