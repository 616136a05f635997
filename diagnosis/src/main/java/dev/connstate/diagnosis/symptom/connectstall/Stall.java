package dev.connstate.diagnosis.symptom.connectstall;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Destination;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A destination that does not answer SYNs, and what can be known about why. */
record Stall(NamespaceWindow seen, Destination to, Optional<OtherEnd> end, Optional<Tracking> tracking) {
    /** From so many on it is not one caller that waits for a host that is gone. */
    private static final long SEVERAL = 3;

    static Stall of(NamespaceWindow seen, Destination to) {
        var end = OtherEnd.of(seen, to);
        boolean leaves =
                end.map(it -> it.namespace().now().id() != seen.now().id()).orElse(true);
        return new Stall(seen, to, end, Tracking.full(seen, leaves));
    }

    StallCause cause() {
        if (end.flatMap(OtherEnd::fullest).isPresent()) {
            return StallCause.REMOTE_QUEUE_FULL;
        }
        return tracking.isPresent() ? StallCause.CONNTRACK_FULL : StallCause.SILENT_DROP;
    }

    long count() {
        return to.synRetransmitted();
    }

    /** Nothing that is, or lately was, connected speaks for a way that works. */
    private boolean isCutOff() {
        return to.connections().total() == to.connections().of(TcpState.SYN_SENT);
    }

    Severity severity() {
        if (count() < SEVERAL) {
            return Severity.INFO;
        }
        return isCutOff() ? Severity.CRITICAL : Severity.WARNING;
    }

    Confidence confidence() {
        boolean sure = switch (cause()) {
            case REMOTE_QUEUE_FULL ->
                end.flatMap(OtherEnd::fullest).filter(ListenerWindow::staysFull).isPresent();
            case CONNTRACK_FULL -> tracking.filter(it -> it.drops() > 0).isPresent();
            case SILENT_DROP -> end.isPresent();
        };
        return sure ? Confidence.HIGH : Confidence.MEDIUM;
    }

    String target() {
        return to.address().withPort(to.port());
    }

    String summary() {
        var what = "%d %s from %s to %s %s no answer though the SYN was sent again"
                .formatted(
                        count(),
                        count() == 1 ? "connection" : "connections",
                        to.source(),
                        target(),
                        count() == 1 ? "gets" : "get");
        return switch (cause()) {
            case REMOTE_QUEUE_FULL ->
                "%s: %s listens there, and its full accept queue drops it."
                        .formatted(
                                what,
                                end.flatMap(OtherEnd::fullest)
                                        .map(OtherEnd::who)
                                        .orElse(""));
            case CONNTRACK_FULL ->
                "%s: the connection tracking table%s has no room for another connection."
                        .formatted(
                                what,
                                tracking.filter(Tracking::isNode)
                                        .map(_ -> " of the node")
                                        .orElse(""));
            case SILENT_DROP ->
                end.filter(it -> !it.listeners().isEmpty())
                        .map(_ -> "%s: somebody listens there with room in the queue, so it gets lost on the way."
                                .formatted(what))
                        .orElse("%s: it, or the answer, is lost on the way, and nobody refuses.".formatted(what));
        };
    }

    List<Evidence> evidence() {
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence(
                "connections in SYN_SENT towards " + target(),
                "%d, of which %d have sent their SYN again"
                        .formatted(to.connections().of(TcpState.SYN_SENT), count())));
        evidence.add(new Evidence(
                "others towards it",
                Long.toString(to.connections().total() - to.connections().of(TcpState.SYN_SENT))));
        end.filter(it -> cause() != StallCause.CONNTRACK_FULL).ifPresent(it -> evidence.addAll(listening(it)));
        tracking.filter(_ -> cause() == StallCause.CONNTRACK_FULL).ifPresent(it -> evidence.addAll(it.evidence()));
        return evidence;
    }

    private static List<Evidence> listening(OtherEnd end) {
        if (end.listeners().isEmpty()) {
            return List.of(new Evidence(
                    "listeners there",
                    "none, in namespace " + end.namespace().now().id()));
        }
        var listener = end.fullest().orElse(end.listeners().getFirst());
        var queue = listener.now().acceptQueue();
        return List.of(
                new Evidence(
                        "accept queue there, in namespace "
                                + end.namespace().now().id(),
                        "%d now, %d at most, limit %s"
                                .formatted(
                                        queue.length(),
                                        listener.longestQueue(),
                                        queue.limit().isPresent()
                                                ? queue.limit().getAsLong()
                                                : "unknown")),
                new Evidence(
                        "TcpExt.ListenOverflows there",
                        end.namespace().growth(OtherEnd.OVERFLOWS).value()));
    }

    List<Advice> advice() {
        var timeout = Advice.application(
                "Give connect(2) a timeout of some seconds, and try again with growing pauses: callers wait %s without one."
                        .formatted(SynTimeout.text(seen)));
        return switch (cause()) {
            case REMOTE_QUEUE_FULL ->
                List.of(
                        Advice.application(
                                "Cure it at the other end: accept-queue-overflow of the listener at %s says why its queue is full."
                                        .formatted(target())),
                        timeout);
            case CONNTRACK_FULL ->
                Stream.concat(
                                Tuning.proposeTwice(
                                        seen,
                                        "net.netfilter.nf_conntrack_max",
                                        "Raise the limit, and nf_conntrack_buckets with it; kube-proxy sets it again when it starts (--conntrack-max-per-core).")
                                        .stream(),
                                Stream.of(
                                        Advice.infrastructure(
                                                "Find out who opens so many connections, and have them used again: see conntrack-pressure."),
                                        timeout))
                        .toList();
            case SILENT_DROP ->
                List.of(
                        Advice.infrastructure(
                                "Find where a SYN ends: tcpdump 'tcp[tcpflags] & tcp-syn != 0 and port %d' here and at the other end. What drops without a word: NetworkPolicies (egress here, ingress there), firewalls, security groups, a route that leads nowhere, an address whose pod or host is gone."
                                        .formatted(to.port())),
                        timeout);
        };
    }
}
