package dev.connstate.operator.fleet;

import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.UdpSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * By how much counters grew from one report to the next. What fell is unknown: it began anew, at a time nobody knows.
 *
 * @param length over zero
 */
public record Growth(NamespaceReport before, NamespaceReport now, Duration length) {
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
        return grown(before.counters().of(counter), now.counters().of(counter));
    }

    /** Of all counters that can be compared, per minute. */
    public Map<String, Double> rates() {
        return new Rates(this);
    }

    /** Of a listener's sk_drops; empty as well for a socket that was not there before. */
    public OptionalLong drops(Listener listener) {
        return before.listeners().stream()
                .filter(it -> it.inode() == listener.inode() && it.port() == listener.port())
                .findFirst()
                .map(it -> grown(it.drops(), listener.drops()))
                .orElse(OptionalLong.empty());
    }

    public OptionalLong drops(UdpSocket socket) {
        return before.udp().stream()
                .filter(it -> it.inode() == socket.inode() && it.port() == socket.port())
                .findFirst()
                .map(it -> grown(it.drops(), socket.drops()))
                .orElse(OptionalLong.empty());
    }

    /** Those of the counters that the kernel has, together; empty where none can be compared. */
    public OptionalLong sum(List<String> counters) {
        var known = counters.stream()
                .map(this::of)
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        boolean fell = counters.stream()
                .anyMatch(name -> of(name).isEmpty() && now.counters().of(name).isPresent());
        return fell || known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Arrays.stream(known).sum());
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
