package dev.connstate.report;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.connstate.report.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The two ends: a report that knows all, and one that knows as little as a report can. */
final class ExampleReports {
    private static final Address POD = Address.parse("10.244.1.7");
    private static final Address DATABASE = Address.parse("2001:db8::5432");

    private static final Peer CLIENTS = new Peer(POD, OptionalInt.empty(), 7);

    private static final ConnectionCounts CONNECTIONS =
            ConnectionCounts.of(new long[] {40, 1, 2, 0, 0, 310, 0, 12, 0, 3, 0});
    private static final Optional<ProcessRef> SHOP = Optional.of(new ProcessRef(
            4711,
            "shop-é",
            Optional.of(new Container("3a1d6c6e-5c3f-4e0c-9d43-2f4d8a7b6c5d", Optional.of("8f31d825")))));
    private static final Counters COUNTERS = new Counters(
            List.of("Tcp.MaxConn", "TcpExt.ListenOverflows", "IpExt.InOctets"), List.of(-1L, 0L, Long.MAX_VALUE));
    private static final Map<String, String> SYSCTLS =
            Map.of("net.core.somaxconn", "4096", "net.ipv4.ip_local_port_range", "32768\t60999");

    static final NamespaceReport POD_NAMESPACE = new NamespaceReport(
            4026532512L,
            NamespaceKind.POD,
            List.of(4711, 4750),
            SHOP,
            Optional.of(new Pod("0a1b2c3d-0000-4000-8000-00000000002a")),
            Optional.of(SourceKind.NETLINK),
            Optional.of(Instant.parse("2026-11-21T10:15:29.5Z")),
            Optional.of(CONNECTIONS),
            COUNTERS,
            new Counters(List.of("TCP.inuse"), List.of(43L)),
            Optional.of(
                    new Conntrack(812, OptionalLong.of(262144), new Counters(List.of("insert_failed"), List.of(3L)))),
            SYSCTLS,
            List.of(POD, DATABASE),
            List.of(new Listener(
                    Address.ANY_V6,
                    8080,
                    99_001,
                    2,
                    new AcceptQueue(129, OptionalLong.of(128)),
                    OptionalLong.of(2),
                    Optional.of(new HalfOpen(1, 2, 1)),
                    OptionalLong.of(129),
                    OptionalLong.of(0),
                    Optional.of(CONNECTIONS),
                    SHOP)),
            List.of(new Destination(POD, DATABASE, 5432, CONNECTIONS, 1, 310, OptionalInt.of(28232))),
            Optional.of(new PortUse(300, 310, OptionalInt.of(28232))),
            List.of(new CloseWaitHolder(
                    SHOP,
                    false,
                    12,
                    1400,
                    Optional.of(new Ages(3600, 7200)),
                    List.of(new Peer(DATABASE, OptionalInt.of(5432), 9), new Peer(POD, OptionalInt.empty(), 3)))),
            List.of(
                    new ClosingSockets(
                            TcpState.LAST_ACK, Timer.RETRANSMIT, true, Optional.empty(), 7, 6, 7, List.of(CLIENTS)),
                    new ClosingSockets(TcpState.FIN_WAIT2, Timer.NONE, false, SHOP, 3, 0, 0, List.of())),
            Optional.of(List.of(
                    new IdleSockets(SHOP, true, OptionalLong.of(3480), 30, 86_400, List.of(CLIENTS)),
                    new IdleSockets(SHOP, false, OptionalLong.empty(), 2, 90_000, List.of()))),
            List.of(new UdpSocket(
                    Address.ANY_V4, 53, 99_002, 212_000, OptionalLong.of(212_992), OptionalLong.of(17), SHOP)),
            OptionalLong.of(25),
            List.of(new DetachedSockets(SHOP.orElseThrow(), 24)),
            new Omitted(1, 2, CONNECTIONS, 3, 4, 5, 6),
            List.of("conntrack: no rights"));

    /** One whose every optional is absent, while its lists have members. */
    static final NamespaceReport DARK_NAMESPACE = new NamespaceReport(
            4026531840L,
            NamespaceKind.HOST,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Counters.NONE,
            Counters.NONE,
            Optional.of(new Conntrack(0, OptionalLong.empty(), Counters.NONE)),
            Map.of(),
            List.of(),
            List.of(new Listener(
                    Address.ANY_V4,
                    0,
                    0,
                    0,
                    new AcceptQueue(0, OptionalLong.empty()),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty())),
            List.of(new Destination(POD, POD, 0, ConnectionCounts.NONE, 0, 0, OptionalInt.empty())),
            Optional.of(new PortUse(0, 0, OptionalInt.empty())),
            List.of(new CloseWaitHolder(Optional.empty(), true, 0, 0, Optional.empty(), List.of())),
            List.of(new ClosingSockets(TcpState.CLOSING, Timer.NONE, false, Optional.empty(), 0, 0, 0, List.of())),
            Optional.of(List.of(new IdleSockets(Optional.empty(), false, OptionalLong.empty(), 0, 0, List.of()))),
            List.of(new UdpSocket(POD, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty(), Optional.empty())),
            OptionalLong.empty(),
            List.of(),
            Omitted.NONE,
            List.of());

    static final NodeReport FULL = new NodeReport(
            new Node("worker-1", "6.12.9-cloud", "5d3f6f0e-boot", "amd64", 8, 32L << 30),
            Instant.parse("2026-11-21T10:15:30.123456789Z"),
            new HostNumbers(
                    new Counters(List.of("TCP.orphan", "TCP.mem"), List.of(4L, 90L)),
                    new Counters(List.of("processed", "dropped"), List.of(1L << 40, 0L)),
                    Map.of("net.ipv4.tcp_mem", "1 2 3")),
            List.of(DARK_NAMESPACE, POD_NAMESPACE, POD_NAMESPACE),
            List.of("2 processes went away while being read"),
            new AgentCost(1.25, List.of(new AgentCost.SourceCost("netlink", 60, 0.75, 1200, 345_000))));

    static final NodeReport DARK = new NodeReport(
            new Node("worker-2", "", "", "", 0, 0),
            Instant.EPOCH,
            HostNumbers.NONE,
            List.of(DARK_NAMESPACE),
            List.of(),
            AgentCost.NONE);

    private ExampleReports() {}

    /** The full report as another agent might send it. */
    static byte[] changed(Consumer<Wire.NodeReport.Builder> change) {
        try {
            var wire = Wire.NodeReport.parseFrom(NodeReportCodec.encode(FULL)).toBuilder();
            change.accept(wire);
            return wire.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
