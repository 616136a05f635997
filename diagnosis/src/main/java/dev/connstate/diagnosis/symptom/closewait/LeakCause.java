package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.report.Peer;
import java.util.ArrayList;
import java.util.List;

/** What a program does instead of close(2). */
enum LeakCause {
    /** It has read all that came, the end of the stream perhaps, too, and keeps the descriptor. */
    NEVER_CLOSED("never-closed"),
    /** It does not even read what came before the peer's FIN. */
    UNREAD_DATA("unread-data"),
    /** The same, but keepalive has ended the connections: their descriptors are in no table. */
    HIDDEN_BY_KEEPALIVE("hidden-by-keepalive"),
    /** The same again, where the peers have reset the connections. */
    HIDDEN_BY_RESET("hidden-by-reset");

    /** Bytes for each connection: what TLS says at the end of a session is shorter. */
    private static final int CLOSE_NOTIFY = 64;

    private static final String RESTART =
            "Until that is mended, a restart gives the descriptors back; watch their number (/proc/<pid>/fd) against the limit (ulimit -n).";

    private final String label;

    LeakCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static LeakCause of(Leak leak) {
        if (leak.isMoreHidden()) {
            return leak.hidden().filter(Hidden::isByKeepalive).isPresent() ? HIDDEN_BY_KEEPALIVE : HIDDEN_BY_RESET;
        }
        var now = leak.held().orElseThrow().now();
        return now.unreadBytes() >= now.count() ? UNREAD_DATA : NEVER_CLOSED;
    }

    String summary(Leak leak) {
        var who = leak.subject().program();
        return switch (this) {
            case NEVER_CLOSED ->
                "%s does not close connections whose peers have closed: %s.".formatted(who, leak.heldText());
            case UNREAD_DATA ->
                "%s neither reads nor closes connections whose peers have closed: %s, with %d bytes unread."
                        .formatted(who, leak.heldText(), leak.unreadBytes());
            case HIDDEN_BY_KEEPALIVE ->
                "%s does not close connections that keepalive has ended: %s.".formatted(who, leak.hiddenText());
            case HIDDEN_BY_RESET ->
                "%s does not close connections that its peers have reset: %s.".formatted(who, leak.hiddenText());
        };
    }

    List<Advice> advice(Leak leak) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case NEVER_CLOSED -> advice.add(Advice.application(isOutgoing(leak) ? POOL : NO_CLOSE));
            case UNREAD_DATA -> {
                if (leak.unreadBytes() <= leak.connections() * CLOSE_NOTIFY) {
                    advice.add(Advice.application(isOutgoing(leak) ? NOTIFIED_POOL : NOTIFIED));
                } else {
                    advice.add(
                            Advice.application(
                                    "Find out what keeps the program from reading: take a thread dump and look for workers that wait for a lock, a full pool or another service. Give such waits a timeout."));
                }
                advice.add(Advice.application(NO_CLOSE));
            }
            case HIDDEN_BY_KEEPALIVE, HIDDEN_BY_RESET -> {
                advice.add(
                        Advice.application(
                                "Compare the sockets in /proc/<pid>/fd with those of ss -tanp: what only the first has was ended by the kernel, and read(2) says so by an error that nobody waits for."));
                advice.add(Advice.application(NO_CLOSE));
            }
        }
        advice.add(Advice.application(RESTART));
        return advice;
    }

    /** Many connections to one port of one peer: this side has opened them. */
    private static boolean isOutgoing(Leak leak) {
        return leak.held().stream()
                .flatMap(held -> held.now().peers().stream())
                .limit(1)
                .anyMatch(peer -> isService(peer));
    }

    private static boolean isService(Peer peer) {
        return peer.port().isPresent() && peer.count() > 1;
    }

    private static final String NO_CLOSE =
            "Close the connection when read(2) returns 0, and on every way out: an exception without finally (Java: try-with-resources, Go: defer, Python: with) leaves it open.";
    private static final String POOL =
            "Close what is borrowed (an HTTP response's body, a statement) on every way out, and let the pool drop idle connections sooner than the server does: it does not notice that the server has closed.";
    private static final String NOTIFIED =
            "The few bytes unread in each may be TLS's close_notify: nobody waits for these connections any more. Give idle ones a timeout that closes them.";
    private static final String NOTIFIED_POOL =
            "The few bytes unread in each may be TLS's close_notify, which nobody in a pool reads. Let the pool drop idle connections sooner than the server does, or check them when they are borrowed.";
}
