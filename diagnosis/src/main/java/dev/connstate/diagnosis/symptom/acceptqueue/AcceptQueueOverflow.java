package dev.connstate.diagnosis.symptom.acceptqueue;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SYNs and last ACKs of handshakes are dropped because connections wait for accept(2) and their queue is full
 * ({@code tcp_conn_request}, {@code tcp_v4_syn_recv_sock}). TcpExt.ListenOverflows counts packets, not connections.
 */
public final class AcceptQueueOverflow implements Symptom {
    static final String NAME = "accept-queue-overflow";
    static final String OVERFLOWS = "TcpExt.ListenOverflows";

    /** In so many intervals: not one burst, but a state of affairs. */
    private static final int LASTING_INTERVALS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(QueueCause.values()).map(QueueCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return AcceptQueueLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        if (!seen.hasMoved(OVERFLOWS)) {
            return Stream.empty();
        }
        var points = SharedPoint.all(seen);
        var full = points.stream().filter(SharedPoint::wasFull).toList();
        var dropping = points.stream().filter(SharedPoint::hasDropped).toList();
        var located = points.stream()
                .filter(point -> point.wasFull() || point.hasDropped() && (full.isEmpty() || point.hadQueue()))
                .toList();
        if (located.isEmpty()) {
            return unseen(seen, points).stream().map(point -> verdict(seen, point, Confidence.LOW));
        }
        var confidence = full.isEmpty() && dropping.size() > 1 ? Confidence.MEDIUM : Confidence.HIGH;
        return located.stream().map(point -> verdict(seen, point, confidence));
    }

    /** Without limits and drops, the longest queue is the best guess. */
    private static List<SharedPoint> unseen(NamespaceWindow seen, List<SharedPoint> points) {
        return points.stream()
                .filter(SharedPoint::hadQueue)
                .max((a, b) -> Long.compare(a.longestQueue(), b.longestQueue()))
                .or(() -> points.size() == 1 ? points.stream().findFirst() : Optional.empty())
                .stream()
                .toList();
    }

    private static Verdict verdict(NamespaceWindow seen, SharedPoint point, Confidence confidence) {
        var cause = QueueCause.of(seen, point);
        var listener = point.worst().now();
        var severity = seen.intervalsMoved(OVERFLOWS) >= LASTING_INTERVALS ? Severity.CRITICAL : Severity.WARNING;
        return new Verdict(
                NAME,
                cause.label(),
                severity,
                cause == QueueCause.APPLICATION_BACKLOG
                                && seen.number("net.core.somaxconn").isEmpty()
                        ? Confidence.LOW
                        : confidence,
                Subject.of(seen.now(), listener),
                cause.summary(seen, point),
                evidence(seen, point),
                cause.advice(seen, point),
                refused(seen, cause));
    }

    private static List<Evidence> evidence(NamespaceWindow seen, SharedPoint point) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(seen.growth(OVERFLOWS));
        for (var listener : point.listeners()) {
            evidence.add(queue(listener, point.listeners().size()));
            listener.drops()
                    .ifPresent(drops -> evidence.add(new Evidence(
                            "sk_drops of " + socket(listener, point.listeners().size()),
                            "+%d in %s".formatted(drops, seen.lengthText()))));
        }
        point.worst()
                .now()
                .notAccepted()
                .ifPresent(waiting ->
                        evidence.add(new Evidence("connections that no accept(2) has taken", Long.toString(waiting))));
        seen.sysctl("net.core.somaxconn").ifPresent(value -> evidence.add(new Evidence("net.core.somaxconn", value)));
        return evidence;
    }

    private static Evidence queue(ListenerWindow listener, int sharing) {
        var limit = listener.now().acceptQueue().limit();
        return new Evidence(
                "accept queue of " + socket(listener, sharing),
                "%d now, %d at most, limit %s"
                        .formatted(
                                listener.now().acceptQueue().length(),
                                listener.longestQueue(),
                                limit.isPresent() ? limit.getAsLong() + " (the kernel queues one more)" : "unknown"));
    }

    private static String socket(ListenerWindow listener, int sharing) {
        var point = listener.now().address().withPort(listener.now().port());
        return sharing == 1
                ? point
                : "%s, socket %d".formatted(point, listener.now().inode());
    }

    private static List<Refusal> refused(NamespaceWindow seen, QueueCause cause) {
        var refused = new ArrayList<Refusal>();
        if (seen.number("net.ipv4.tcp_syncookies").orElse(0) != 0) {
            refused.add(Refusals.TCP_MAX_SYN_BACKLOG_WITH_COOKIES);
        }
        refused.add(Refusals.TCP_ABORT_ON_OVERFLOW);
        refused.add(Refusals.NETDEV_MAX_BACKLOG);
        switch (cause) {
            case APPLICATION_BACKLOG -> refused.add(Refusals.SOMAXCONN_WITHOUT_BACKLOG);
            case SLOW_ACCEPT, REUSEPORT_IMBALANCE -> refused.add(Refusals.SOMAXCONN_FOR_SLOW_ACCEPT);
            case SOMAXCONN -> {
                if (seen.now().kind() != NamespaceKind.HOST) {
                    refused.add(Refusals.SOMAXCONN_ON_NODE);
                }
            }
        }
        return refused;
    }
}
