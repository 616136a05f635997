package dev.connstate.diagnosis.symptom.synqueue;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Address;
import dev.connstate.report.Listener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The half-open connections of one address and port. Sockets that share it (SO_REUSEPORT) have a queue each, but a
 * connection does not say in which it is.
 */
record SynQueue(NamespaceWindow seen, List<ListenerWindow> sharing) {
    private static final String DEFERRED = "TcpExt.TCPDeferAcceptDrop";

    static List<SynQueue> all(NamespaceWindow seen) {
        return seen.listeners().stream()
                .collect(Collectors.groupingBy(
                        listener ->
                                new Key(listener.now().address(), listener.now().port()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(sharing -> new SynQueue(seen, sharing))
                .toList();
    }

    Listener listener() {
        return sharing.getFirst().now();
    }

    Handshakes now() {
        return new Handshakes(listener());
    }

    /** In any look. */
    long longest() {
        return sharing.getFirst().looks().stream()
                .mapToLong(look -> new Handshakes(look).count())
                .max()
                .orElse(0);
    }

    /**
     * How many it can hold: a new one comes in while there are not more than the listener's backlog
     * ({@code inet_csk_reqsk_queue_is_full}), and without SYN cookies while they leave a quarter of tcp_max_syn_backlog.
     */
    OptionalLong capacity() {
        long most = SynSettings.mostWithoutCookies(seen).orElse(Long.MAX_VALUE - 1);
        var limits = sharing.stream()
                .map(it -> it.now().acceptQueue().limit())
                .flatMapToLong(OptionalLong::stream)
                .map(limit -> Math.min(limit, most) + 1)
                .toArray();
        return limits.length == sharing.size()
                ? OptionalLong.of(Arrays.stream(limits).sum())
                : OptionalLong.empty();
    }

    /** In some look of the window. */
    boolean wasPressed() {
        return sharing.getFirst().looks().stream().anyMatch(look -> new Handshakes(look).fillHalfOf(capacity()));
    }

    boolean isStuckUnderPressure() {
        return areStuck(them -> them.fillHalfOf(capacity()));
    }

    boolean isStuckToOneNetwork() {
        return areStuck(Handshakes::areOfOneNetwork);
    }

    boolean isStuckBehindAcceptQueue() {
        return isAcceptQueueFull() && areStuck(_ -> true);
    }

    /** Whether the accept queue is full, and not for a moment only. */
    boolean isAcceptQueueFull() {
        return sharing.stream().anyMatch(ListenerWindow::staysFull);
    }

    /** Whether handshakes get no further, not only in one look. */
    private boolean areStuck(Predicate<Handshakes> how) {
        return sharing.getFirst()
                        .lastsInTables(look -> new Handshakes(look).areUnanswered() && how.test(new Handshakes(look)))
                && !isDeferring();
    }

    /**
     * TCP_DEFER_ACCEPT keeps a connection half-open until its data comes, drops its bare ACK ({@code tcp_check_req}),
     * counts that in the socket's drops too, and later sends the SYN-ACK again to get another ACK.
     */
    private boolean isDeferring() {
        long deferred = seen.now().counters().of(DEFERRED).orElse(0);
        long dropped = sharing.stream()
                .mapToLong(it -> it.now().drops().orElse(deferred))
                .sum();
        return deferred > 0 && Math.min(deferred, dropped) >= now().count();
    }

    /** Whether nobody knows if it does. */
    boolean mayDefer() {
        return seen.now().counters().of(DEFERRED).isEmpty();
    }

    List<Evidence> evidence() {
        var at = listener().address().withPort(listener().port());
        var evidence = new ArrayList<Evidence>();
        listener()
                .synReceived()
                .ifPresent(length -> evidence.add(new Evidence(
                        "half-open connections (SYN_RECV) at " + at,
                        "%d now, %d at most, room for %s"
                                .formatted(length, longest(), text(capacity(), "an unknown number")))));
        listener()
                .halfOpen()
                .filter(_ -> now().count() > 0)
                .ifPresent(them -> evidence.add(new Evidence(
                        "of these",
                        "%d with the SYN-ACK sent again; networks: %d, the biggest has %d"
                                .formatted(them.retransmitted(), them.networks(), them.ofBiggestNetwork()))));
        var queue = listener().acceptQueue();
        evidence.add(new Evidence(
                "accept queue of " + at, "%d now, limit %s".formatted(queue.length(), text(queue.limit(), "unknown"))));
        return evidence;
    }

    private static String text(OptionalLong number, String unknown) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : unknown;
    }

    private record Key(Address address, int port) {}
}
