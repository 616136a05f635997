package dev.connstate.diagnosis.symptom.stuckclosing;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.diagnosis.window.Trail;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Connections of one holder that this side closes, over the window.
 *
 * @param holder empty when no program holds them any more
 * @param unanswered how many had something sent again that is not acknowledged
 * @param notRead how many wait for the peer to make room
 */
record Stuck(
        NamespaceWindow seen,
        Optional<ProcessRef> holder,
        List<ClosingSockets> groups,
        Trail unanswered,
        Trail notRead) {
    /** Fewer vanish wherever there are clients. */
    private static final int SOME = 20;

    /** More than clients that vanished: something is wrong with peers or path. */
    private static final int MANY = 1000;

    /** Each look that often in succession. */
    private static final int INTERVALS = 2;

    private static final int MOST_PEERS = 5;

    /** The peer has acknowledged the FIN in FIN_WAIT2: that is another symptom. */
    static boolean isOne(ClosingSockets group) {
        return group.state() != TcpState.FIN_WAIT2;
    }

    static Stuck of(NamespaceWindow seen, Optional<ProcessRef> holder) {
        return new Stuck(
                seen,
                holder,
                groups(seen.now(), holder),
                trail(seen, holder, Timer.RETRANSMIT, ClosingSockets::retransmitted),
                trail(seen, holder, Timer.ZERO_WINDOW_PROBE, ClosingSockets::count));
    }

    private static List<ClosingSockets> groups(NamespaceReport report, Optional<ProcessRef> holder) {
        var pid = holder.map(ProcessRef::pid);
        return report.closing().stream()
                .filter(it -> isOne(it) && it.process().map(ProcessRef::pid).equals(pid))
                .toList();
    }

    private static Trail trail(
            NamespaceWindow seen, Optional<ProcessRef> holder, Timer timer, ToLongFunction<ClosingSockets> number) {
        return seen.trailInTables(report -> report.connections().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(groups(report, holder).stream()
                        .filter(it -> it.timer() == timer)
                        .mapToLong(number)
                        .sum()));
    }

    boolean isStuck() {
        return isStuck(unanswered) || isStuck(notRead);
    }

    /** It lasts, and one stays for a second or longer, by the rate at which connections come, and so go. */
    private boolean isStuck(Trail count) {
        var latest = count.last(INTERVALS);
        var opened = seen.perSecond("Tcp.PassiveOpens");
        var connected = seen.perSecond("Tcp.ActiveOpens");
        return latest.intervals() == INTERVALS
                && latest.lowest() >= SOME
                && opened.isPresent()
                && connected.isPresent()
                && latest.lowest() >= opened.getAsDouble() + connected.getAsDouble();
    }

    /** That of most of them. */
    StuckCause cause() {
        boolean peersLive = isStuck(notRead) && (!isStuck(unanswered) || notRead.now() > unanswered.now());
        return peersLive ? StuckCause.ZERO_WINDOW : StuckCause.PEER_DEAD;
    }

    long count() {
        return switch (cause()) {
            case PEER_DEAD -> unanswered.now();
            case ZERO_WINDOW -> notRead.now();
        };
    }

    boolean isOrphaned() {
        return holder.isEmpty() && groups.stream().allMatch(ClosingSockets::orphaned);
    }

    Severity severity() {
        return count() >= MANY ? Severity.WARNING : Severity.INFO;
    }

    Confidence confidence() {
        return isStuck(unanswered) && isStuck(notRead) ? Confidence.MEDIUM : Confidence.HIGH;
    }

    Subject subject() {
        return holder.isPresent() ? Subject.of(seen.now(), holder) : Subject.of(seen.now());
    }

    List<Evidence> evidence() {
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence("sent again and not acknowledged", unanswered.text()));
        evidence.add(new Evidence("waiting for room at the peer", notRead.text()));
        for (var group : groups) {
            evidence.add(new Evidence(
                    "%s, timer %s".formatted(group.state(), group.timer()),
                    "%d, %d of them sent again, %d bytes not acknowledged"
                            .formatted(group.count(), group.retransmitted(), group.unsentBytes())));
        }
        evidence.add(seen.growth("Tcp.RetransSegs"));
        evidence.add(seen.growth("TcpExt.TCPAbortOnTimeout"));
        evidence.add(Evidence.ofPeers(groups.stream()
                .flatMap(group -> group.peers().stream())
                .sorted(Comparator.comparingLong(Peer::count).reversed())
                .limit(MOST_PEERS)
                .toList()));
        return evidence;
    }
}
