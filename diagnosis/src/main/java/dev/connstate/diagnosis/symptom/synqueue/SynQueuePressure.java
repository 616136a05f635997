package dev.connstate.diagnosis.symptom.synqueue;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Half-open connections fill a listener's SYN queue, or the handshakes of one network never end. Its limit is the
 * listener's backlog; what comes on top gets a cookie ({@code tcp_conn_request}: TCPReqQFullDoCookies), or without cookies
 * is dropped (TCPReqQFullDrop, and at three quarters of tcp_max_syn_backlog only ListenDrops).
 *
 * <p>A full accept queue is {@code accept-queue-overflow}; half-open connections that pile up behind it are told here as
 * well, since their clients take themselves for connected. With tcp_syncookies=2 every SYN is counted as one that found
 * the queue full, which says nothing.
 */
public final class SynQueuePressure implements Symptom {
    static final String NAME = "syn-queue-pressure";
    static final String WITH_COOKIE = "TcpExt.TCPReqQFullDoCookies";
    static final String DROPPED = "TcpExt.TCPReqQFullDrop";
    static final String SENT = "TcpExt.SyncookiesSent";
    static final String RECEIVED = "TcpExt.SyncookiesRecv";
    static final String ABORTS = "TcpExt.EmbryonicRsts";
    static final String DROPS = "TcpExt.ListenDrops";
    static final String OVERFLOWS = "TcpExt.ListenOverflows";

    /** In so many intervals: not one burst, but a state of affairs. */
    private static final int LASTING_INTERVALS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(SynCause.values()).map(SynCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return SynQueueLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        boolean wasFull = wasFull(seen);
        boolean isShort = wasFull || dropsSyns(seen);
        if (!isShort && seen.now().listeners().stream().noneMatch(it -> new Handshakes(it).areStuck())) {
            return Stream.empty();
        }
        var queues = SynQueue.all(seen);
        var found = queues.stream()
                .filter(queue -> queue.wasPressed() && isShort
                        || queue.isStuckUnderPressure()
                        || queue.isStuckBehindAcceptQueue()
                        || queue.isStuckToOneNetwork() && !SynCause.abort(seen, queue))
                .toList();
        if (found.isEmpty() && wasFull) {
            return Stream.of(unlocated(seen, queues));
        }
        return found.stream().map(queue -> {
            var cause = SynCause.of(seen, queue);
            return verdict(seen, queue, cause, cause.confidence(seen, queue), queue.wasPressed());
        });
    }

    private static boolean wasFull(NamespaceWindow seen) {
        return seen.hasMoved(DROPPED) || seen.hasMoved(WITH_COOKIE) && !SynSettings.hasOnlyCookies(seen);
    }

    /** By the rule of three quarters, which has no counter of its own. */
    private static boolean dropsSyns(NamespaceWindow seen) {
        return SynSettings.hasNoCookies(seen)
                && seen.moved(DROPS).orElse(0) > seen.moved(OVERFLOWS).orElse(Long.MAX_VALUE);
    }

    /** A queue was full between two looks. The longest is the best guess. */
    private static Verdict unlocated(NamespaceWindow seen, List<SynQueue> queues) {
        var longest = queues.stream()
                .filter(queue -> queues.size() == 1 || queue.longest() > 0)
                .max(Comparator.comparingLong(SynQueue::longest));
        var cause = SynCause.of(seen);
        return longest.map(queue -> verdict(seen, queue, cause, Confidence.LOW, true))
                .orElseGet(() -> new Verdict(
                        NAME,
                        cause.label(),
                        severity(seen, false, true),
                        Confidence.LOW,
                        Subject.of(seen.now()),
                        "The SYN queue of a listener that cannot be told here was full: %s."
                                .formatted(SynCause.defence(seen)),
                        counters(seen),
                        SynAdvice.of(cause, seen, OptionalLong.empty()),
                        SynAdvice.refused(cause, seen, OptionalLong.empty())));
    }

    private static Verdict verdict(
            NamespaceWindow seen, SynQueue queue, SynCause cause, Confidence confidence, boolean wasPressed) {
        var limit = queue.listener().acceptQueue().limit();
        var evidence = new ArrayList<>(counters(seen));
        evidence.addAll(queue.evidence());
        seen.sysctl(SynSettings.COOKIES).ifPresent(value -> evidence.add(new Evidence(SynSettings.COOKIES, value)));
        return new Verdict(
                NAME,
                cause.label(),
                severity(seen, queue.isAcceptQueueFull(), wasPressed),
                confidence,
                Subject.of(seen.now(), queue.listener()),
                cause.summary(seen, queue),
                evidence,
                SynAdvice.of(cause, seen, limit),
                SynAdvice.refused(cause, seen, limit));
    }

    private static Severity severity(NamespaceWindow seen, boolean isAcceptQueueFull, boolean wasPressed) {
        boolean loses = wasPressed && (seen.hasMoved(DROPPED) || dropsSyns(seen))
                || isAcceptQueueFull && seen.intervalsMoved(OVERFLOWS) >= LASTING_INTERVALS;
        return loses ? Severity.CRITICAL : Severity.WARNING;
    }

    private static List<Evidence> counters(NamespaceWindow seen) {
        return Stream.of(WITH_COOKIE, DROPPED, SENT, RECEIVED, DROPS, OVERFLOWS, ABORTS, "Tcp.PassiveOpens")
                .filter(counter -> seen.hasMoved(counter)
                        || counter.equals(ABORTS)
                        || counter.equals(RECEIVED) && seen.hasMoved(SENT))
                .map(seen::growth)
                .toList();
    }
}
