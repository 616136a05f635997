package dev.connstate.diagnosis.symptom.synqueue;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.Optional;
import java.util.OptionalLong;

/** Why handshakes do not end. */
enum SynCause {
    /** Somebody sends SYNs and answers no SYN-ACK. */
    SYN_FLOOD("syn-flood"),
    /** Real clients, more at once than the queue holds. */
    OVERLOAD("overload"),
    /** The SYN-ACK, or the ACK that answers it, does not get through between here and one network. */
    RETURN_PATH_LOST("return-path-lost"),
    /** The last ACK comes and the full accept queue drops it. */
    SLOW_ACCEPT("slow-accept");

    /** Cookies sent for each that came back: real clients bring nearly all of them. */
    private static final long FLOOD_RATIO = 10;

    /** From so many networks at once nobody loses the way back by accident. */
    private static final long MANY_NETWORKS = 8;

    private final String label;

    SynCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static SynCause of(NamespaceWindow seen, SynQueue queue) {
        if (queue.isStuckBehindAcceptQueue()) {
            return SLOW_ACCEPT;
        }
        if (queue.now().areUnanswered() && queue.now().areOfOneNetwork() && !abort(seen, queue)) {
            return byCookies(seen).filter(cause -> cause == OVERLOAD).orElse(RETURN_PATH_LOST);
        }
        return byCookies(seen).orElse(queue.now().areUnanswered() ? SYN_FLOOD : OVERLOAD);
    }

    /** Where no queue can be looked at. */
    static SynCause of(NamespaceWindow seen) {
        return byCookies(seen).orElse(OVERLOAD);
    }

    Confidence confidence(NamespaceWindow seen, SynQueue queue) {
        if (queue.mayDefer()) {
            return Confidence.LOW;
        }
        boolean cookies = seen.hasMoved(SynQueuePressure.SENT);
        return switch (this) {
            case SYN_FLOOD ->
                cookies && queue.now().areUnanswered() && queue.now().networks() >= MANY_NETWORKS
                        ? Confidence.HIGH
                        : Confidence.MEDIUM;
            case OVERLOAD -> byCookies(seen).isPresent() ? Confidence.HIGH : Confidence.MEDIUM;
            case RETURN_PATH_LOST ->
                cookies || seen.hasMoved(SynQueuePressure.ABORTS) ? Confidence.MEDIUM : Confidence.HIGH;
            case SLOW_ACCEPT -> seen.hasMoved(SynQueuePressure.OVERFLOWS) ? Confidence.HIGH : Confidence.MEDIUM;
        };
    }

    /** A cookie that comes back is a client that is there. */
    private static Optional<SynCause> byCookies(NamespaceWindow seen) {
        long sent = seen.moved(SynQueuePressure.SENT).orElse(0);
        var received = seen.moved(SynQueuePressure.RECEIVED);
        if (received.isEmpty() || sent == 0) {
            return Optional.empty();
        }
        if (sent >= FLOOD_RATIO * Math.max(1, received.getAsLong())) {
            return Optional.of(SYN_FLOOD);
        }
        return sent <= 2 * received.getAsLong() ? Optional.of(OVERLOAD) : Optional.empty();
    }

    /** Who can answer with RST has heard the SYN-ACK. What is not known speaks for nothing. */
    static boolean abort(NamespaceWindow seen, SynQueue queue) {
        var aborts = seen.moved(SynQueuePressure.ABORTS);
        return aborts.isEmpty() || aborts.getAsLong() > queue.now().count();
    }

    String summary(NamespaceWindow seen, SynQueue queue) {
        var at = queue.listener().address().withPort(queue.listener().port());
        long length = queue.now().count();
        return switch (this) {
            case SYN_FLOOD ->
                "%d half-open connections at %s%s get no further, as in a SYN flood: %s."
                        .formatted(length, at, from(queue.now().networks()), defence(seen));
            case OVERLOAD ->
                "More clients connect to %s at once than its SYN queue of %s holds: %s."
                        .formatted(at, text(queue.capacity()), defence(seen));
            case RETURN_PATH_LOST ->
                "%d handshakes of clients in one network hang at %s: the SYN-ACK does not reach them, or their answer gets lost."
                        .formatted(queue.now().ofBiggestNetwork(), at);
            case SLOW_ACCEPT ->
                "%d handshakes at %s hang at their last step, because the program does not accept and the full accept queue drops the ACK."
                        .formatted(length, at);
        };
    }

    /** What the kernel does with those who do not fit. */
    static String defence(NamespaceWindow seen) {
        var cookies = seen.number(SynSettings.COOKIES);
        if (cookies.isEmpty()) {
            return "whether SYN cookies let others in is unknown here";
        }
        return cookies.getAsLong() == 0
                ? "net.ipv4.tcp_syncookies is 0, so others are dropped when it is full"
                : "SYN cookies let the others in";
    }

    private static String from(long networks) {
        return switch ((int) Math.min(networks, 2)) {
            case 0 -> "";
            case 1 -> " from one network";
            default -> " from %d networks".formatted(networks);
        };
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "unknown size";
    }
}
