package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.testing.EveryState;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.Ss.End;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Address;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.Destination;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.PortUse;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class EveryStateIT {
    @ParameterizedTest
    @EnumSource
    void netlinkAndProcAndSsReturnTheSameSockets(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            var bySs = Ss.tcp(namespace).stream()
                    .map(row -> new Socket(row.state(), row.local(), row.remote()))
                    .toList();

            assertThat(Ss.counts(Ss.tcp(namespace))).isEqualTo(every.expected());
            assertThat(bySs).extracting(Socket::state).containsAll(everyStateButClose());
            assertThat(namespace.call(EveryStateIT::byNetlink)).containsExactlyInAnyOrderElementsOf(bySs);
            assertThat(namespace.call(EveryStateIT::byProc)).containsExactlyInAnyOrderElementsOf(bySs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReportHasTheCountsOfSsFromEverySource(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            var netlink = Looks.at(namespace, SourceChoice.NETLINK);
            var proc = Looks.at(namespace, SourceChoice.PROC);
            var bpf = Looks.at(namespace, SourceChoice.BPF);

            assertThat(netlink.source()).contains(SourceKind.NETLINK);
            assertThat(proc.source()).contains(SourceKind.PROC);
            assertThat(bpf.source()).contains(SourceKind.BPF);
            for (var report : List.of(netlink, proc, bpf)) {
                assertThat(report.connections()).contains(every.expected());
                assertThat(report.problems()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfAListenerAreThoseOfItsPort(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            for (var source : List.of(SourceChoice.BPF, SourceChoice.NETLINK, SourceChoice.PROC)) {
                var report = Looks.at(namespace, source);
                for (int port : every.ports()) {
                    var bySs = Ss.tcp(namespace).stream()
                            .filter(row -> row.local().port() == port && row.state() != TcpState.LISTEN)
                            .toList();

                    assertThat(Looks.listener(report, port).connections()).contains(Ss.counts(bySs));
                }
            }
        }
    }

    /** But for what only one can know, and what the moment changes: retransmissions. */
    @ParameterizedTest
    @EnumSource
    void bothSourcesGiveTheSameEvidence(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            var netlink = settled(namespace);
            var proc = Looks.at(namespace, SourceChoice.PROC);

            assertThat(Looks.listener(netlink, EveryState.FULL_PORT).notAccepted())
                    .hasValue(2);
            assertThat(Looks.listener(netlink, EveryState.DEFERRED_PORT).halfOpen())
                    .map(HalfOpen::networks)
                    .contains(1L);
            for (int port : every.ports()) {
                assertThat(Looks.listener(proc, port).notAccepted())
                        .isEqualTo(Looks.listener(netlink, port).notAccepted());
                assertThat(Looks.listener(proc, port).halfOpen().map(HalfOpen::ofBiggestNetwork))
                        .isEqualTo(Looks.listener(netlink, port).halfOpen().map(HalfOpen::ofBiggestNetwork));
            }
            assertThat(netlink.closing())
                    .extracting(ClosingSockets::state)
                    .contains(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.LAST_ACK, TcpState.CLOSING);
            assertThat(closing(proc)).containsExactlyInAnyOrderElementsOf(closing(netlink));
            assertThat(proc.ports().map(PortUse::connections))
                    .isEqualTo(netlink.ports().map(PortUse::connections));
            assertThat(proc.addresses()).isEqualTo(netlink.addresses());
        }
    }

    /** What bpf counts in groups comes to the same as row by row. */
    @ParameterizedTest
    @EnumSource
    void bpfGivesTheEvidenceOfNetlink(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            var netlink = settled(namespace);
            var bpf = Looks.at(namespace, SourceChoice.BPF);

            assertThat(every.ports()).isNotEmpty();
            for (int port : every.ports()) {
                var expected = Looks.listener(netlink, port);
                var seen = Looks.listener(bpf, port);
                assertThat(seen.connections()).isEqualTo(expected.connections());
                assertThat(seen.notAccepted()).isEqualTo(expected.notAccepted());
                assertThat(seen.synReceived()).isEqualTo(expected.synReceived());
                assertThat(seen.halfOpen().map(HalfOpen::ofBiggestNetwork))
                        .isEqualTo(expected.halfOpen().map(HalfOpen::ofBiggestNetwork));
            }
            assertThat(closing(bpf)).containsExactlyInAnyOrderElementsOf(closing(netlink));
            assertThat(bpf.closeWait()).containsExactlyInAnyOrderElementsOf(netlink.closeWait());
            assertThat(destinations(bpf)).containsExactlyInAnyOrderElementsOf(destinations(netlink));
            assertThat(bpf.ports()).isEqualTo(netlink.ports());
            assertThat(bpf.omitted()).isEqualTo(netlink.omitted());
        }
    }

    /** By netlink, once nothing is sent again but probes of windows. */
    private static NamespaceReport settled(TestNamespace namespace) throws Exception {
        Wait.until(
                "what is full probes its window",
                () -> Looks.at(namespace, SourceChoice.NETLINK).closing().stream()
                        .noneMatch(it -> it.timer() == Timer.RETRANSMIT));
        return Looks.at(namespace, SourceChoice.NETLINK);
    }

    /** But for what the moment changes: retransmissions. */
    private static List<Destination> destinations(NamespaceReport report) {
        return report.destinations().stream()
                .map(it -> new Destination(
                        it.source(), it.address(), it.port(), it.connections(), 0, it.portsUsed(), it.portsUsable()))
                .toList();
    }

    private static List<ClosingSockets> closing(NamespaceReport report) {
        return report.closing().stream()
                .map(it -> new ClosingSockets(
                        it.state(),
                        it.timer(),
                        it.orphaned(),
                        it.process(),
                        it.count(),
                        0,
                        it.unsentBytes(),
                        it.peers()))
                .toList();
    }

    private static List<TcpState> everyStateButClose() {
        return TcpState.ALL.stream().filter(state -> state != TcpState.CLOSE).toList();
    }

    private static List<Socket> byNetlink() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var libc = new NativeLibc();
                var sockDiag = new SockDiag(libc)) {
            sockDiag.listeners(row -> sockets.add(Socket.of(row)));
            sockDiag.connections(row -> sockets.add(Socket.of(row)));
        }
        return sockets;
    }

    private static List<Socket> byProc() throws Exception {
        var sockets = new ArrayList<Socket>();
        for (var name : List.of("tcp", "tcp6")) {
            try (var file = new FileInputStream("/proc/thread-self/net/" + name)) {
                var reading = SocketTable.tcp().read(file, row -> sockets.add(Socket.of(row)));
                assertThat(reading.oddLines()).isZero();
            }
        }
        return sockets;
    }

    private record Socket(TcpState state, End local, End remote) {
        static Socket of(SocketRow row) {
            return new Socket(
                    TcpState.ALL.get(row.state() - 1),
                    new End(new Address(row.localHigh(), row.localLow()), row.localPort()),
                    new End(new Address(row.remoteHigh(), row.remoteLow()), row.remotePort()));
        }
    }
}
