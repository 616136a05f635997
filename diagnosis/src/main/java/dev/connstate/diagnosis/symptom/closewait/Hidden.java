package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.report.DetachedSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Descriptors of connections that are over for the kernel and in no table any more, over the window: each was counted by
 * Tcp.EstabResets when it left ESTABLISHED or CLOSE_WAIT for CLOSE ({@code tcp_set_state}). A program also has sockets
 * that were never connected, and the sum is of several reads: growth counts, and only as far as resets explain it.
 *
 * @param process who holds most of them; empty when descriptors may not be read
 * @param count of the process, or where that is not known of the namespace
 * @param growth of the namespace
 */
record Hidden(NamespaceWindow seen, Optional<ProcessRef> process, Trail count, long growth) {
    static final String RESETS = "Tcp.EstabResets";
    static final String PROBES = "TcpExt.TCPKeepAlive";

    /** It must have grown in each of so many. */
    private static final int INTERVALS = 3;

    /** Sockets. */
    private static final int GROWTH = 10;

    /** Of the connections opened meanwhile: less is the noise of reading one after the other. */
    private static final int GROWTH_PERCENT = 1;

    /** No program prepares so many sockets without connecting them. */
    private static final int TOO_MANY = 1000;

    private static final Duration LONG = Duration.ofSeconds(20);

    static Stream<Hidden> all(NamespaceWindow seen) {
        var whole = seen.trail(NamespaceReport::detachedSockets);
        var growing = whole.whileNotFalling();
        var holders = seen.now().detached();
        if (isLeak(seen, growing)) {
            return holders.isEmpty()
                    ? Stream.of(new Hidden(seen, Optional.empty(), whole, growing.growth()))
                    : leaking(seen, holders).map(it -> new Hidden(seen, it, trail(seen, it), growing.growth()));
        }
        return holders.stream()
                .map(DetachedSockets::process)
                .map(Optional::of)
                .map(it -> new Hidden(seen, it, trail(seen, it), 0))
                .filter(Hidden::areTooMany);
    }

    private static boolean isLeak(NamespaceWindow seen, Trail growing) {
        return growing.last(INTERVALS).rises() == INTERVALS
                && growing.growth() >= GROWTH
                && seen.moved(RESETS).orElse(0) * 2 >= growing.growth()
                && growing.growth() * 100 >= opened(seen) * GROWTH_PERCENT;
    }

    private static long opened(NamespaceWindow seen) {
        return seen.moved("Tcp.PassiveOpens").orElse(0)
                + seen.moved("Tcp.ActiveOpens").orElse(0);
    }

    /** Those that hold ever more; where nobody was looked at before, who holds most. */
    private static Stream<Optional<ProcessRef>> leaking(NamespaceWindow seen, List<DetachedSockets> holders) {
        var grown = holders.stream()
                .map(DetachedSockets::process)
                .filter(it -> trail(seen, Optional.of(it)).whileNotFalling().growth() >= GROWTH)
                .toList();
        return (grown.isEmpty() ? List.of(holders.getFirst().process()) : grown)
                .stream().map(Optional::of);
    }

    private static Trail trail(NamespaceWindow seen, Optional<ProcessRef> process) {
        return seen.trail(report -> report.detached().stream()
                .filter(it -> process.map(ProcessRef::pid)
                        .filter(pid -> pid == it.process().pid())
                        .isPresent())
                .map(it -> OptionalLong.of(it.count()))
                .findFirst()
                .orElse(OptionalLong.empty()));
    }

    private boolean areTooMany() {
        var many = count.whileNotFalling().whileAtLeast(TOO_MANY);
        return many.intervals() >= INTERVALS && many.length().compareTo(LONG) >= 0;
    }

    /** Whether as many keepalive probes were sent as it takes to find the peers gone. */
    boolean isByKeepalive() {
        return growth == 0 || seen.moved(PROBES).orElse(0) * 2 >= growth;
    }

    Severity severity() {
        return growth > 0 ? Severity.WARNING : Severity.INFO;
    }

    Confidence confidence() {
        if (growth == 0) {
            return Confidence.LOW;
        }
        return process.isPresent() ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
