package dev.connstate.agent.metrics;

import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.AgentCost;
import dev.connstate.report.AgentCost.SourceCost;
import dev.connstate.report.Ages;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Container;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamedPod;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Peer;
import dev.connstate.report.Pod;
import dev.connstate.report.PodNames;
import dev.connstate.report.PortUse;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import dev.connstate.report.UdpSocket;
import dev.connstate.report.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A node with a bit of everything: a pod read over netlink, and a namespace of which little is known. */
final class SampleReport {
    static final Instant TAKEN_AT = Instant.parse("2026-11-21T10:00:00.250Z");

    private static final ProcessRef JAVA = new ProcessRef(7, "java", Optional.empty());

    private static final ProcessRef HOST_NETWORK = new ProcessRef(
            2400,
            "node_exporter",
            Optional.of(new Container("c0ffee00-1111-4222-8333-444455556666", Optional.empty())));

    /** The operator has named the pod of {@link #pod()}, and not yet the one of the host's network. */
    static final PodNames NAMES = PodNames.of(List.of(new NamedPod(
            "6f3c1a2e-9b1d-4c8e-8f6a-2b7d5e9c0a11",
            "shop",
            "checkout-7d9f8-abcde",
            Optional.of(new Workload("Deployment", "checkout")))));

    private SampleReport() {}

    static NodeReport node(NamespaceReport... namespaces) {
        return new NodeReport(
                new Node("node-1", "6.12.117", "0b7c7f0e-3a3c-4bd5-9f6e-5d8f3c0a1b2d", "amd64", 8, 16L << 30),
                TAKEN_AT,
                new HostNumbers(
                        counters(Map.of(), Map.of("TCP.orphan", 3L, "TCP.alloc", 9L, "TCP.mem", 412L, "UDP.mem", 2L)),
                        counters(Map.of(), Map.of("processed", 123456L, "dropped", 7L, "time_squeeze", 1L)),
                        Map.of()),
                List.of(namespaces),
                List.of("2 processes could not be read: Operation not permitted"),
                new AgentCost(1.5, List.of(new SourceCost("netlink", 40, 0.125, 9000, 648000))));
    }

    static NamespaceReport pod() {
        return namespace(
                4026532301L,
                List.of(
                        listener("::", 8080, 1, 2, OptionalLong.of(12), Optional.of(JAVA)),
                        listener(
                                "::",
                                8080,
                                2,
                                2,
                                OptionalLong.of(1),
                                Optional.of(new ProcessRef(8, "java", Optional.empty())))),
                List.of(destination(1, OptionalInt.of(28232))),
                List.of(
                        new CloseWaitHolder(
                                Optional.of(JAVA),
                                true,
                                40,
                                12,
                                Optional.of(new Ages(3600, 7200)),
                                List.of(new Peer(Address.parse("10.0.0.9"), OptionalInt.of(5432), 40))),
                        new CloseWaitHolder(
                                Optional.of(new ProcessRef(9, "java", Optional.empty())),
                                true,
                                2,
                                0,
                                Optional.empty(),
                                List.of()),
                        new CloseWaitHolder(Optional.of(JAVA), false, 3, 300, Optional.empty(), List.of())),
                List.of(udp(53, 4096, OptionalLong.of(9)), udp(40001, 0, OptionalLong.of(0))));
    }

    static NamespaceReport unreadable() {
        return new NamespaceReport(
                4026532999L,
                NamespaceKind.OTHER,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Counters.NONE,
                Counters.NONE,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(
                        listener("127.0.0.1", 25, 4, 1, OptionalLong.empty(), Optional.empty()),
                        listener("::", 9100, 5, 1, OptionalLong.empty(), Optional.of(HOST_NETWORK))),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                Omitted.NONE,
                List.of("the tables could not be read: No such file or directory"));
    }

    static NamespaceReport namespace(
            long id,
            List<Listener> listeners,
            List<Destination> destinations,
            List<CloseWaitHolder> closeWait,
            List<UdpSocket> udp) {
        return new NamespaceReport(
                id,
                NamespaceKind.POD,
                List.of(7, 8),
                Optional.empty(),
                Optional.of(new Pod("6f3c1a2e-9b1d-4c8e-8f6a-2b7d5e9c0a11")),
                Optional.of(SourceKind.NETLINK),
                Optional.of(TAKEN_AT.minusSeconds(4)),
                Optional.of(counts()),
                counters(
                        MetricNames.KERNEL,
                        Map.of("TcpExt.ListenOverflows", 12L, "Tcp.RetransSegs", -2L, "Tcp.CurrEstab", 3L)),
                counters(MetricNames.SOCKSTAT, Map.of("TCP.inuse", 21L, "TCP.tw", 800L)),
                Optional.of(new Conntrack(
                        120, OptionalLong.of(262144), counters(MetricNames.CONNTRACK, Map.of("drop", 1L)))),
                Map.of("net.core.somaxconn", "4096"),
                List.of(Address.parse("10.0.0.5"), Address.parse("127.0.0.1")),
                listeners,
                destinations,
                Optional.of(new PortUse(800, 812, OptionalInt.of(28232))),
                closeWait,
                List.of(new ClosingSockets(
                        TcpState.FIN_WAIT2, Timer.TIME_WAIT, true, Optional.empty(), 5, 0, 0, List.of())),
                Optional.empty(),
                udp,
                OptionalLong.of(0),
                List.of(),
                new Omitted(0, 2, counts(), 0, 0, 0, 5),
                List.of());
    }

    static Listener listener(
            String address, int port, long inode, int sharing, OptionalLong drops, Optional<ProcessRef> process) {
        var limit = drops.isPresent() ? OptionalLong.of(50) : OptionalLong.empty();
        return new Listener(
                Address.parse(address),
                port,
                inode,
                sharing,
                new AcceptQueue(3, limit),
                OptionalLong.of(1),
                Optional.of(new HalfOpen(1, 1, 1)),
                OptionalLong.of(3),
                drops,
                Optional.of(counts()),
                process);
    }

    static Destination destination(int last, OptionalInt usable) {
        return new Destination(Address.parse("10.0.0.5"), Address.v4(10 << 24 | last), 5432, counts(), 1, 812, usable);
    }

    static UdpSocket udp(int port, long queue, OptionalLong drops) {
        return new UdpSocket(Address.ANY_V4, port, port, queue, OptionalLong.of(212_992), drops, Optional.of(JAVA));
    }

    /** 1 to 11, in the order of the states. */
    static ConnectionCounts counts() {
        return ConnectionCounts.of(IntStream.rangeClosed(1, 11).asLongStream().toArray());
    }

    /** All that have a metric, and what else is given. */
    private static Counters counters(Map<String, Metric> table, Map<String, Long> given) {
        var values = new TreeMap<>(given);
        table.keySet().forEach(name -> values.putIfAbsent(name, 0L));
        var names = List.copyOf(values.keySet());
        return new Counters(names, names.stream().map(values::get).toList());
    }
}
