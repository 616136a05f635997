package dev.connstate.operator.testing;

import dev.connstate.report.AgentCost;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.SourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node whose connection tracking table fills.
 *
 * @param limit nf_conntrack_max
 * @param lost packets since the boot that got no entry, or clashed with one; the kernel counts a clash as both
 */
public record Router(String name, long entries, long limit, long lost) {
    public Router(String name, long entries, long limit) {
        this(name, entries, limit, 0);
    }

    /** The agent's look at that moment, with nothing but the host's own namespace. */
    public NodeReport report(Instant at) {
        var host = new HostNumbers(
                Counters.NONE,
                Counters.NONE,
                Map.of(
                        "net.netfilter.nf_conntrack_max", Long.toString(limit),
                        "net.netfilter.nf_conntrack_buckets", Long.toString(limit)));
        return new NodeReport(
                new Node(name, "6.18.44", "first", "amd64", 4, 1L << 34),
                at,
                host,
                List.of(namespace(at)),
                List.of(),
                AgentCost.NONE);
    }

    private NamespaceReport namespace(Instant at) {
        return new NamespaceReport(
                4026531840L,
                NamespaceKind.HOST,
                List.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.of(SourceKind.NETLINK),
                Optional.of(at),
                Optional.of(ConnectionCounts.NONE),
                Counters.NONE,
                Counters.NONE,
                Optional.of(new Conntrack(
                        entries,
                        OptionalLong.of(limit),
                        new Counters(List.of("insert_failed", "drop", "early_drop"), List.of(lost, lost, 0L)))),
                Map.of("net.netfilter.nf_conntrack_max", Long.toString(limit)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.of(0),
                List.of(),
                Omitted.NONE,
                List.of());
    }
}
