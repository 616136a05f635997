package dev.connstate.diagnosis.symptom.synqueue;

import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.OptionalLong;

/** The settings that say what becomes of a SYN that finds the queue full. */
final class SynSettings {
    static final String COOKIES = "net.ipv4.tcp_syncookies";
    static final String MAX_SYN_BACKLOG = "net.ipv4.tcp_max_syn_backlog";
    static final String SOMAXCONN = "net.core.somaxconn";

    private SynSettings() {}

    static boolean hasCookies(NamespaceWindow seen) {
        return seen.number(COOKIES).orElse(0) != 0;
    }

    static boolean hasNoCookies(NamespaceWindow seen) {
        return seen.number(COOKIES).equals(OptionalLong.of(0));
    }

    /** A cookie for every SYN, whatever the queue. */
    static boolean hasOnlyCookies(NamespaceWindow seen) {
        return seen.number(COOKIES).equals(OptionalLong.of(2));
    }

    /** Without cookies a queue that is longer than three quarters of tcp_max_syn_backlog takes nobody in. */
    static OptionalLong mostWithoutCookies(NamespaceWindow seen) {
        var most = seen.number(MAX_SYN_BACKLOG);
        return hasNoCookies(seen) && most.isPresent()
                ? OptionalLong.of(most.getAsLong() - most.getAsLong() / 4)
                : OptionalLong.empty();
    }

    /** Whether tcp_max_syn_backlog and not the listener's backlog is what limits its queue. */
    static boolean isBoundByMaxSynBacklog(NamespaceWindow seen, OptionalLong limit) {
        var most = mostWithoutCookies(seen);
        return limit.isPresent() && most.isPresent() && most.getAsLong() < limit.getAsLong();
    }

    /** Whether the program has all that somaxconn allows. */
    static boolean isCapped(NamespaceWindow seen, OptionalLong limit) {
        var most = seen.number(SOMAXCONN);
        return limit.isPresent() && most.isPresent() && limit.getAsLong() >= most.getAsLong();
    }

    /** Whether the program could ask for more. */
    static boolean hasRoom(NamespaceWindow seen, OptionalLong limit) {
        return limit.isPresent() && seen.number(SOMAXCONN).isPresent() && !isCapped(seen, limit);
    }
}
