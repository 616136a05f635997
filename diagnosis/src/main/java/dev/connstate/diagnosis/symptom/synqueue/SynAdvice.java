package dev.connstate.diagnosis.symptom.synqueue;

import static dev.connstate.diagnosis.symptom.synqueue.SynSettings.COOKIES;
import static dev.connstate.diagnosis.symptom.synqueue.SynSettings.MAX_SYN_BACKLOG;
import static dev.connstate.diagnosis.symptom.synqueue.SynSettings.SOMAXCONN;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What to do, and what not, about half-open connections. */
final class SynAdvice {
    private SynAdvice() {}

    /** @param limit the listener's backlog as the kernel took it */
    static List<Advice> of(SynCause cause, NamespaceWindow seen, OptionalLong limit) {
        var advice = new ArrayList<Advice>();
        Tuning.propose(
                        seen,
                        COOKIES,
                        "1",
                        "Answer by cookie what the SYN queue has no room for, so that clients get in while it is full.")
                .ifPresent(advice::add);
        advice.addAll(
                switch (cause) {
                    case SYN_FLOOD ->
                        List.of(
                                Advice.infrastructure(
                                        "Stop the flood before it gets here: the DDoS protection of the load balancer or provider, or a rate limit on SYNs by XDP or firewall. Until then SYN cookies keep the service open."),
                                Advice.infrastructure(
                                        "See where they come from: ss -tn state syn-recv. Addresses that you know are clients whose way back is broken, not a flood."));
                    case OVERLOAD -> overload(seen, limit);
                    case RETURN_PATH_LOST ->
                        List.of(
                                Advice.infrastructure(
                                        "Find out which network it is: ss -tn state syn-recv. Then follow a SYN-ACK on its way there: tcpdump 'tcp[tcpflags] & (tcp-syn|tcp-ack) == (tcp-syn|tcp-ack)' on this node and on the next hops."),
                                Advice.infrastructure(
                                        "Look for a route back that differs from the way here, a NetworkPolicy or firewall that knows one direction only, rp_filter on the way, a load balancer or NAT that is passed by."));
                    case SLOW_ACCEPT ->
                        List.of(
                                Advice.application(
                                        "Find out why accept(2) is not called: a full thread pool, a long garbage collection, CPU throttling, a lock. See accept-queue-overflow of the same listener."),
                                Advice.infrastructure(
                                        "Give it more CPU or more replicas if it only cannot keep up; longer queues would only let clients wait longer."));
                });
        return advice;
    }

    private static List<Advice> overload(NamespaceWindow seen, OptionalLong limit) {
        var advice = new ArrayList<Advice>();
        if (SynSettings.isBoundByMaxSynBacklog(seen, limit)) {
            Tuning.proposeTwice(
                            seen,
                            MAX_SYN_BACKLOG,
                            "Where cookies have to stay off, raise this: three quarters of it are the limit of every SYN queue then.")
                    .ifPresent(advice::add);
        } else if (SynSettings.isCapped(seen, limit)) {
            Tuning.proposeTwice(
                            seen,
                            SOMAXCONN,
                            "Raise what caps the program's backlog, which is the limit of the SYN queue, too; then restart the program: it is read by listen(2).")
                    .ifPresent(advice::add);
        } else {
            advice.add(Advice.application(
                    "Have the program pass a bigger backlog to listen(2): it is the limit of the SYN queue, too%s. Java: the second argument of bind; nginx: listen … backlog=; it takes effect at the next listen(2)."
                            .formatted(room(seen, limit))));
        }
        advice.add(
                Advice.infrastructure(
                        "Spread the clients over more replicas, or keep their connections open: each new one takes a place here for a round trip."));
        return advice;
    }

    static List<Refusal> refused(SynCause cause, NamespaceWindow seen, OptionalLong limit) {
        var refused = new ArrayList<Refusal>();
        if (SynSettings.hasCookies(seen)) {
            refused.add(Refusals.TCP_MAX_SYN_BACKLOG_WITH_COOKIES);
            refused.add(Refusals.TCP_SYNCOOKIES_OFF);
        }
        switch (cause) {
            case SYN_FLOOD -> {
                refused.add(Refusals.TCP_SYNCOOKIES_ALWAYS);
                refused.add(Refusals.TCP_SYNACK_RETRIES_LOW);
            }
            case OVERLOAD -> {
                refused.add(Refusals.TCP_SYNCOOKIES_ALWAYS);
                if (SynSettings.hasRoom(seen, limit)) {
                    refused.add(Refusals.SOMAXCONN_WITHOUT_BACKLOG);
                }
            }
            case RETURN_PATH_LOST -> refused.add(Refusals.TCP_SYNACK_RETRIES_LOW);
            case SLOW_ACCEPT -> {
                refused.add(Refusals.TCP_ABORT_ON_OVERFLOW);
                refused.add(Refusals.SOMAXCONN_FOR_SLOW_ACCEPT);
            }
        }
        return refused;
    }

    private static String room(NamespaceWindow seen, OptionalLong limit) {
        return SynSettings.hasRoom(seen, limit)
                ? ", %d now, and up to %d is possible without touching any sysctl"
                        .formatted(limit.orElseThrow(), seen.number(SOMAXCONN).orElseThrow())
                : "";
    }
}
