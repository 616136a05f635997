package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.report.DetachedSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sockets of connections that are over for the kernel and in no table any more, over the window: each was counted by
 * Tcp.EstabResets when it left ESTABLISHED or CLOSE_WAIT for CLOSE ({@code tcp_set_state}). Programs also have sockets
 * that were never connected, and the sum is of several reads: growth counts, and only as far as resets explain it.
 *
 * @param holder who holds many of them, as of the last search, which is rare; empty when descriptors may not be read
 * @param count of the namespace
 * @param sole whether nobody else holds as many
 */
record Hidden(NamespaceWindow seen, Optional<DetachedSockets> holder, Trail count, boolean sole) {
    static final String RESETS = "Tcp.EstabResets";
    static final String PROBES = "TcpExt.TCPKeepAlive";

    /** A few are usual. */
    private static final int MANY = 20;

    /** No program prepares so many sockets without connecting them. */
    private static final int TOO_MANY = 1000;

    /** In each of so many intervals but one it must have grown, and never have fallen. */
    private static final int INTERVALS = 3;

    /** Sockets. */
    private static final int GROWTH = 10;

    /** Of the connections opened meanwhile: less is the noise of reading one after the other. */
    private static final int GROWTH_PERCENT = 1;

    /** Of all that were found: who has less is not the reason for the sum. */
    private static final int PART_PERCENT = 25;

    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(20);

    static Stream<Hidden> all(NamespaceWindow seen) {
        if (seen.now().detachedSockets().orElse(0) < MANY) {
            return Stream.empty();
        }
        var count = seen.trailInTables(NamespaceReport::detachedSockets);
        if (!grows(seen, count) && !areTooMany(count)) {
            return Stream.empty();
        }
        var all = seen.now().detached();
        long sum = all.stream().mapToLong(DetachedSockets::count).sum();
        var holders = all.stream()
                .filter(it -> it.count() * 100 >= sum * PART_PERCENT)
                .toList();
        return holders.isEmpty()
                ? Stream.of(new Hidden(seen, Optional.empty(), count, false))
                : holders.stream().map(it -> new Hidden(seen, Optional.of(it), count, holders.size() == 1));
    }

    private static boolean grows(NamespaceWindow seen, Trail count) {
        var growing = count.whileGrowing();
        var latest = count.whileNotFalling().last(INTERVALS);
        return latest.intervals() == INTERVALS
                && latest.rises() >= INTERVALS - 1
                && growing.growth() >= GROWTH
                && seen.moved(RESETS).orElse(0) * 2 >= growing.growth()
                && growing.growth() * 100 >= opened(seen) * GROWTH_PERCENT;
    }

    private static long opened(NamespaceWindow seen) {
        return seen.moved("Tcp.PassiveOpens").orElse(0)
                + seen.moved("Tcp.ActiveOpens").orElse(0);
    }

    private static boolean areTooMany(Trail count) {
        var many = count.whileNotFalling().whileAtLeast(TOO_MANY);
        return many.intervals() >= INTERVALS && many.length().compareTo(LONG) >= 0;
    }

    Optional<ProcessRef> process() {
        return holder.map(DetachedSockets::process);
    }

    long growth() {
        return count.whileGrowing().growth();
    }

    /** Whether as many keepalive probes were sent as it takes to find the peers gone. */
    boolean isByKeepalive() {
        return seen.moved(PROBES).orElse(0) * 2 >= growth();
    }

    Severity severity() {
        boolean harmsSoon = grows(seen, count) && count.whileGrowing().length().compareTo(MOMENT) >= 0;
        return harmsSoon ? Severity.WARNING : Severity.INFO;
    }

    Confidence confidence() {
        if (severity() == Severity.INFO) {
            return Confidence.LOW;
        }
        return sole ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
