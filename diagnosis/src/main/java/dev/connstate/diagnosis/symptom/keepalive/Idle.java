package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.IdleSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Connections of one program that are silent for longer than somebody on the way may remember them. */
record Idle(NamespaceWindow seen, IdleSockets now, IdleLimit limit) {
    /** With keepalive or without; of connections within the host nobody forgets anything, so loopback does not count. */
    static Stream<Idle> all(NamespaceWindow seen, boolean keepalive) {
        var limit = seen.now().idle().isEmpty() ? Optional.<IdleLimit>empty() : IdleLimit.of(seen);
        return limit.stream()
                .flatMap(it -> seen.now().idle().orElse(List.of()).stream()
                        .filter(sockets -> sockets.keepalive() == keepalive)
                        .map(sockets -> new Idle(seen, sockets, it))
                        .filter(Idle::lasts));
    }

    private boolean lasts() {
        return seen.lastsInTables(report -> in(report)
                .filter(it -> limit.isReached(it.longestSeconds()) && leavingTheHost(it) > 0)
                .isPresent());
    }

    private Optional<IdleSockets> in(NamespaceReport report) {
        var pid = now.process().map(ProcessRef::pid);
        return report.idle().orElse(List.of()).stream()
                .filter(it -> it.keepalive() == now.keepalive()
                        && it.process().map(ProcessRef::pid).equals(pid))
                .findFirst();
    }

    private static long leavingTheHost(IdleSockets sockets) {
        return sockets.count()
                - sockets.peers().stream()
                        .filter(peer -> peer.address().isLoopback())
                        .mapToLong(Peer::count)
                        .sum();
    }

    long count() {
        return leavingTheHost(now);
    }

    /** {@code 12 connections} */
    String connections() {
        return count() == 1 ? "1 connection" : "%d connections".formatted(count());
    }

    /**
     * The longest that was to go until the next keepalive timer, over the window. Time to the next probe is no shorter:
     * what was sent since the timer was set only moves it on ({@code tcp_keepalive_timer}).
     */
    OptionalLong longestToProbe() {
        return seen.looks().stream()
                .flatMap(look -> in(look.report()).stream())
                .map(IdleSockets::nextProbeSeconds)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    Subject subject() {
        return Subject.of(seen.now(), now.process());
    }

    Confidence confidence() {
        return switch (limit.by()) {
            case STATED -> Confidence.MEDIUM; // whether the way leads by there cannot be seen
            case CONNTRACK -> Confidence.LOW; // without NAT it picks up a connection that it had forgotten
        };
    }

    Stream<Evidence> evidence() {
        return Stream.of(
                new Evidence(
                        "idle connections %s keepalive".formatted(now.keepalive() ? "with" : "without"),
                        Long.toString(count())),
                new Evidence("tcpi_last_data_sent and _recv", "longest %d s ago".formatted(now.longestSeconds())),
                limit.evidence(),
                Evidence.ofPeers(now.peers()));
    }
}
