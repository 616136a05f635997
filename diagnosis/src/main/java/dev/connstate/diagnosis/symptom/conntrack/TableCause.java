package dev.connstate.diagnosis.symptom.conntrack;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is the matter with a connection tracking table. */
enum TableCause {
    /** It has no room: new connections lose their first packets, or push others out. */
    TABLE_FULL("table-full"),
    /** It will have none before long. */
    TABLE_NEARLY_FULL("table-nearly-full"),
    /** Two packets want the same entry, as a rule after NAT, and the second one is dropped. */
    NAT_CLASH("nat-clash");

    private final String label;

    TableCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String summary(NamespaceWindow seen, boolean isDropping) {
        var whose = switch (seen.now().kind()) {
            case HOST -> "the node";
            case POD -> "this pod";
            case OTHER -> "this namespace";
        };
        return switch (this) {
            case TABLE_FULL ->
                isDropping
                        ? "The connection tracking table of %s has no room: packets of new connections are dropped without an answer."
                                .formatted(whose)
                        : "The connection tracking table of %s is full: the kernel throws out connections that saw no answer yet to make room."
                                .formatted(whose);
            case TABLE_NEARLY_FULL ->
                "The connection tracking table of %s is nearly full: from its limit on, packets of new connections are dropped."
                        .formatted(whose);
            case NAT_CLASH ->
                "Connection tracking of %s drops packets that claim an entry which another connection has, as when two are given the same address and port by NAT."
                        .formatted(whose);
        };
    }

    List<Advice> advice(NamespaceWindow seen) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case TABLE_FULL -> {
                more(seen).ifPresent(advice::add);
                advice.add(keepIt());
                advice.add(whoFillsIt());
            }
            case TABLE_NEARLY_FULL -> {
                advice.add(whoFillsIt());
                more(seen).ifPresent(advice::add);
                advice.add(keepIt());
            }
            case NAT_CLASH -> {
                advice.add(
                        Advice.infrastructure(
                                "Where DNS is what is slow (5 s, now and then): two queries from one port at once clash, A and AAAA. A DNS cache on each node (NodeLocal DNSCache) or queries over TCP avoid it."));
                advice.add(
                        Advice.infrastructure(
                                "Where many pods go out to one destination through one address: give the SNAT more ports (--random-fully) or more addresses."));
                advice.add(Advice.application(
                        "Keep connections open and use them again: fewer new ones clash less often."));
            }
        }
        return advice;
    }

    private static Optional<Advice> more(NamespaceWindow seen) {
        return Tuning.proposeTwice(
                seen,
                "net.netfilter.nf_conntrack_max",
                "Give the table more room, and write nf_conntrack_buckets as large, or its chains get long.");
    }

    private static Advice keepIt() {
        return Advice.infrastructure(
                "Where kube-proxy runs, change its conntrack.maxPerCore or conntrack.min: it writes nf_conntrack_max when it starts.");
    }

    private static Advice whoFillsIt() {
        return Advice.infrastructure(
                "See what fills it: conntrack -L -p tcp | awk '{print $4}' | sort | uniq -c. Much TIME_WAIT asks for connections that are used again (or a shorter nf_conntrack_tcp_timeout_time_wait), much SYN_SENT for a look at who connects to nobody, much UDP for a DNS cache on the node.");
    }
}
