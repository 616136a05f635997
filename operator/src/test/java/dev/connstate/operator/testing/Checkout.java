package dev.connstate.operator.testing;

import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.AgentCost;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import dev.connstate.report.PortUse;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reports of a node with pods that have used up their ports towards a database, or are well.
 *
 * @param uid the pod's; empty for processes of the node itself
 * @param ports in TIME_WAIT towards the database
 * @param sysctls those that differ from a kernel's own
 */
public record Checkout(String uid, int ports, Map<String, String> sysctls) {
    private static final Address SELF = Address.parse("10.244.1.7");
    private static final Address DATABASE = Address.parse("10.0.0.9");
    private static final int USABLE = 28232;

    public static Checkout exhausted(String uid) {
        return new Checkout(uid, 28000, Map.of());
    }

    /** The agent's look at that moment; each finds a thousand more connections opened. */
    public static NodeReport report(String node, Instant at, List<Checkout> pods) {
        return new NodeReport(
                new Node(node, "6.18.44", "first", "amd64", 4, 1L << 34),
                at,
                HostNumbers.NONE,
                pods.stream().map(pod -> pod.namespace(at)).toList(),
                List.of(),
                AgentCost.NONE);
    }

    private NamespaceReport namespace(Instant at) {
        long opened = at.getEpochSecond() * 70;
        var connections = counts(TcpState.TIME_WAIT, ports);
        return new NamespaceReport(
                4026532000L + uid.hashCode() % 1000,
                uid.isEmpty() ? NamespaceKind.HOST : NamespaceKind.POD,
                List.of(7),
                Optional.empty(),
                Optional.of(uid).filter(it -> !it.isEmpty()).map(Pod::new),
                Optional.of(SourceKind.NETLINK),
                Optional.of(at),
                Optional.of(connections),
                new Counters(List.of("Tcp.ActiveOpens"), List.of(opened)),
                Counters.NONE,
                Optional.empty(),
                settings(),
                List.of(SELF),
                List.of(listener()),
                List.of(new Destination(SELF, DATABASE, 5432, connections, 0, ports, OptionalInt.of(USABLE))),
                Optional.of(new PortUse(ports, ports, OptionalInt.of(USABLE))),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.of(0),
                List.of(),
                Omitted.NONE,
                List.of());
    }

    private Map<String, String> settings() {
        var all = new HashMap<>(Map.of(
                "net.ipv4.ip_local_port_range", "32768\t60999",
                "net.ipv4.tcp_tw_reuse", "0",
                "net.ipv4.tcp_timestamps", "1",
                "net.ipv4.ip_unprivileged_port_start", "1024"));
        all.putAll(sysctls);
        return all;
    }

    private static Listener listener() {
        return new Listener(
                Address.parse("0.0.0.0"),
                8080,
                50001,
                1,
                new AcceptQueue(0, OptionalLong.of(4096)),
                OptionalLong.of(0),
                Optional.empty(),
                OptionalLong.of(0),
                OptionalLong.of(0),
                Optional.of(ConnectionCounts.NONE),
                Optional.empty());
    }

    private static ConnectionCounts counts(TcpState state, long number) {
        var counts = new long[TcpState.ALL.size()];
        counts[state.ordinal()] = number;
        return ConnectionCounts.of(counts);
    }
}
