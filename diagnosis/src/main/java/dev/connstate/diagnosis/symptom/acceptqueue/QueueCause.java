package dev.connstate.diagnosis.symptom.acceptqueue;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.ListenerWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.List;

/** Why an accept queue is full. */
enum QueueCause {
    /** The program passed a backlog to listen(2) that is smaller than the namespace allows. */
    APPLICATION_BACKLOG("application-backlog"),
    /** The program asked for as much as the namespace allows, or more. */
    SOMAXCONN("somaxconn"),
    /** The queue does not drain: the program accepts more slowly than connections come. */
    SLOW_ACCEPT("slow-accept"),
    /** One of the sockets that share the port is full while its siblings have room. */
    REUSEPORT_IMBALANCE("reuseport-imbalance");

    /** A queue that was this full, in percent of its limit, in every look did not drain. */
    private static final int NEVER_DRAINED_PERCENT = 75;

    /** Fewer looks than this can all fall into bursts. */
    private static final int LOOKS_TO_BE_SURE = 3;

    /** A backlog that carries a second of a thousand connections. */
    private static final long AMPLE = 1024;

    private final String label;

    QueueCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static QueueCause of(NamespaceWindow seen, SharedPoint point) {
        if (point.isImbalanced()) {
            return REUSEPORT_IMBALANCE;
        }
        var listener = point.worst();
        if (neverDrained(listener) || acceptedNone(seen, listener)) {
            return SLOW_ACCEPT;
        }
        var limit = listener.now().acceptQueue().limit();
        var most = seen.number("net.core.somaxconn");
        return limit.isPresent() && most.isPresent() && limit.getAsLong() >= most.getAsLong()
                ? SOMAXCONN
                : APPLICATION_BACKLOG;
    }

    /** Since it was full first: before, it had only begun to fill. */
    private static boolean neverDrained(ListenerWindow listener) {
        var limit = listener.now().acceptQueue().limit();
        var judged = limit.isPresent() ? listener.sinceFull() : listener;
        return judged.looks().size() >= LOOKS_TO_BE_SURE
                && judged.shortestQueue() * 100 >= Math.max(1, limit.orElse(0) * NEVER_DRAINED_PERCENT);
    }

    /** Every connection that was completed in the whole namespace still waits. */
    private static boolean acceptedNone(NamespaceWindow seen, ListenerWindow listener) {
        var completed = seen.moved("Tcp.PassiveOpens");
        long queued = seen.listeners().stream()
                .mapToLong(other -> other.now().acceptQueue().length()
                        - other.looks().getFirst().acceptQueue().length())
                .sum();
        return listener.shortestQueue() > 0 && completed.isPresent() && completed.getAsLong() <= queued;
    }

    String summary(NamespaceWindow seen, SharedPoint point) {
        var listener = point.worst().now();
        var at = listener.address().withPort(listener.port());
        var limit = listener.acceptQueue().limit();
        return switch (this) {
            case APPLICATION_BACKLOG ->
                limit.isPresent()
                        ? "Bursts of connections to %s overflow its accept queue: the program asked listen(2) for a backlog of %d%s."
                                .formatted(at, limit.getAsLong(), knownDefault(limit.getAsLong()))
                        : "Connections to %s overflow its accept queue, whose limit cannot be seen here.".formatted(at);
            case SOMAXCONN ->
                "Bursts of connections to %s overflow its accept queue: net.core.somaxconn holds its backlog at %d."
                        .formatted(at, limit.orElse(0));
            case SLOW_ACCEPT ->
                "The program that listens at %s takes connections more slowly than they come: its accept queue never drains."
                        .formatted(at);
            case REUSEPORT_IMBALANCE ->
                "One of the %d sockets that share %s (SO_REUSEPORT) is full while others have room: the kernel spreads connections by hash."
                        .formatted(point.listeners().size(), at);
        };
    }

    List<Advice> advice(NamespaceWindow seen, SharedPoint point) {
        long limit = point.worst().now().acceptQueue().limit().orElse(0);
        var advice = new ArrayList<Advice>();
        switch (this) {
            case APPLICATION_BACKLOG -> {
                long most = seen.number("net.core.somaxconn").orElse(AMPLE);
                advice.add(Advice.application(
                        "Have the program pass a bigger backlog to listen(2): up to %d is possible here without touching any sysctl. %s"
                                .formatted(most, WHERE)));
            }
            case SOMAXCONN -> {
                var bigger = Long.toString(Math.max(AMPLE, Long.highestOneBit(limit) * 4));
                Tuning.propose(
                                seen,
                                "net.core.somaxconn",
                                bigger,
                                "Raise the limit that caps the program's backlog, then restart the program: it is read by listen(2).")
                        .ifPresent(advice::add);
                advice.add(
                        Advice.application(
                                "See that the backlog the program passes to listen(2) is as big, and take connections in a thread that does nothing else."));
            }
            case SLOW_ACCEPT -> {
                advice.add(
                        Advice.application(
                                "Find out why accept(2) is not called: a full thread pool, a long garbage collection, CPU throttling, a lock, an event loop that does the work itself."));
                advice.add(
                        Advice.infrastructure(
                                "Give it more CPU or more replicas if it only cannot keep up. A longer queue would only let clients wait longer."));
            }
            case REUSEPORT_IMBALANCE -> {
                advice.add(
                        Advice.application(
                                "Find the worker whose queue is full (evidence): it is stuck or overloaded. Close its listening socket when it is, so that the others get its share."));
                advice.add(
                        Advice.application(
                                "Where workers are uneven by nature, let them share one listening socket, and so one queue, instead of SO_REUSEPORT."));
            }
        }
        return advice;
    }

    private static final String WHERE =
            "Java: the second argument of ServerSocket or bind; Tomcat: acceptCount; nginx: listen … backlog=; it takes effect at the next listen(2).";

    private static String knownDefault(long limit) {
        return switch ((int) Math.min(limit, Integer.MAX_VALUE)) {
            case 50 -> ", Java's default";
            case 100 -> ", Tomcat's default";
            case 128 -> ", a common default";
            case 511 -> ", the default of nginx and Redis";
            default -> "";
        };
    }
}
