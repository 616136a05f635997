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
import dev.connstate.report.Address;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
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
    void theReportHasTheCountsOfSsFromEitherSource(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            var netlink = Looks.at(namespace, SourceChoice.NETLINK);
            var proc = Looks.at(namespace, SourceChoice.PROC);

            assertThat(netlink.source()).contains(SourceKind.NETLINK);
            assertThat(proc.source()).contains(SourceKind.PROC);
            assertThat(netlink.connections()).contains(every.expected());
            assertThat(proc.connections()).contains(every.expected());
            assertThat(netlink.problems()).isEmpty();
            assertThat(proc.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfAListenerAreThoseOfItsPort(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            for (var source : List.of(SourceChoice.NETLINK, SourceChoice.PROC)) {
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
