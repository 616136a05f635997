package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.EveryState;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.SocketHolder;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Address;
import dev.connstate.report.Listener;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class ListenerIT {
    private static final int PORT = 7000;

    @ParameterizedTest
    @EnumSource
    void anOverfullQueueHasTheNumbersOfSs(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, family)) {
            overfill(sockets);
            // A dropped SYN is sent again after a second, so a look counts only when ss said the same on both sides of
            // it.
            Wait.until("a look between two equal answers of ss has their numbers", () -> {
                var before = Ss.listeners(namespace);
                var listener = Looks.listener(Looks.at(namespace, SourceChoice.NETLINK), PORT);
                var bySs = before.getFirst();
                return before.equals(Ss.listeners(namespace))
                        && listener.acceptQueue().length() == bySs.receiveQueue()
                        && listener.acceptQueue().limit().equals(OptionalLong.of(bySs.sendQueue()))
                        && listener.drops().equals(OptionalLong.of(bySs.drops()));
            });

            var listener = Looks.listener(Looks.at(namespace, SourceChoice.NETLINK), PORT);

            assertThat(listener.acceptQueue().length()).isEqualTo(3);
            assertThat(listener.acceptQueue().limit()).hasValue(2);
            assertThat(listener.drops().orElseThrow()).isPositive();
            assertThat(listener.connections().orElseThrow().of(TcpState.ESTABLISHED))
                    .isEqualTo(3);
        }
    }

    @Test
    void procKnowsTheLengthOfAQueueButNeitherLimitNorDrops() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            overfill(sockets);

            var listener = Looks.listener(Looks.at(namespace, SourceChoice.PROC), PORT);

            assertThat(listener.acceptQueue().length()).isEqualTo(3);
            assertThat(listener.acceptQueue().limit()).isEmpty();
            assertThat(listener.drops()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfOpenConnectionsAreCountedAtTheirListener(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var every = new EveryState(namespace, family)) {
            for (var source : List.of(SourceChoice.NETLINK, SourceChoice.PROC)) {
                var report = Looks.at(namespace, source);

                for (int port : every.ports()) {
                    long bySs = Ss.tcp(namespace).stream()
                            .filter(row -> row.local().port() == port && row.state() == TcpState.SYN_RECV)
                            .count();
                    assertThat(Looks.listener(report, port).synReceived()).hasValue(bySs);
                }
                assertThat(Looks.listener(report, EveryState.DEFERRED_PORT).synReceived())
                        .hasValue(1);
            }
        }
    }

    @Test
    void listenersThatShareAPortAreToldByTheirInodesAndShareTheConnections() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            listenShared(namespace, sockets);
            listenShared(namespace, sockets);
            for (int i = 0; i < 4; i++) {
                sockets.connect(PORT);
            }

            var listeners = Looks.listeners(Looks.at(namespace, SourceChoice.NETLINK), PORT)
                    .toList();

            assertThat(listeners).hasSize(2).allSatisfy(listener -> {
                assertThat(listener.sharing()).isEqualTo(2);
                assertThat(listener.connections().orElseThrow().of(TcpState.ESTABLISHED))
                        .isEqualTo(4);
            });
            assertThat(listeners).extracting(Listener::inode).doesNotHaveDuplicates();
            assertThat(listeners.stream()
                            .mapToLong(listener -> listener.acceptQueue().length())
                            .sum())
                    .isEqualTo(4);
        }
    }

    @Test
    void listenersOnTwoAddressesOfOnePortHaveTheirOwnConnections() throws Exception {
        try (var namespace = new TestNamespace();
                var v4 = new Sockets(namespace, Family.IPV4);
                var v6 = new Sockets(namespace, Family.IPV6)) {
            v4.listen(PORT, 16);
            v6.listen(PORT, 16);
            v4.connect(PORT);
            v6.connect(PORT);
            v6.connect(PORT);

            for (var source : List.of(SourceChoice.NETLINK, SourceChoice.PROC)) {
                var listeners =
                        Looks.listeners(Looks.at(namespace, source), PORT).toList();

                assertThat(listeners).hasSize(2).allMatch(listener -> listener.sharing() == 1);
                assertThat(established(listeners, "127.0.0.1")).isEqualTo(1);
                assertThat(established(listeners, "::1")).isEqualTo(2);
            }
        }
    }

    @Test
    void theOwnerIsTheProcessThatHasTheSocketOpen() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            sockets.listen(PORT, 16);

            for (var source : List.of(SourceChoice.NETLINK, SourceChoice.PROC)) {
                var listener = Looks.listener(Looks.at(namespace, source), PORT);

                // This JVM's first thread is in another namespace; the socket is its all the same.
                assertThat(listener.process())
                        .contains(process(ProcessHandle.current().pid()));
            }
        }
    }

    @Test
    void theOwnerIsFoundInsideOfTheNamespace() throws Exception {
        try (var namespace = new TestNamespace()) {
            try (var child = new ChildJvm(namespace, SocketHolder.class, "listen", "::", PORT, 16)) {
                var listener = Looks.listener(Looks.at(namespace, SourceChoice.NETLINK), PORT);

                assertThat(listener.process()).contains(process(child.pid()));
                assertThat(listener.address()).isEqualTo(Address.ANY_V6);
            }
        }
    }

    /** A backlog of 2 lets 3 in; the SYNs of all others are dropped. */
    private static void overfill(Sockets sockets) throws Exception {
        sockets.listen(PORT, 2);
        for (int i = 0; i < 3; i++) {
            sockets.connect(PORT);
        }
        for (int i = 0; i < 4; i++) {
            sockets.begin(PORT);
        }
    }

    private static void listenShared(TestNamespace namespace, Sockets sockets) throws Exception {
        namespace.run(() -> sockets.keep(ServerSocketChannel.open(StandardProtocolFamily.INET))
                .setOption(StandardSocketOptions.SO_REUSEPORT, true)
                .bind(new InetSocketAddress("127.0.0.1", PORT), 16));
    }

    private static long established(List<Listener> listeners, String address) {
        return listeners.stream()
                .filter(listener -> listener.address().equals(Address.parse(address)))
                .mapToLong(listener -> listener.connections().orElseThrow().of(TcpState.ESTABLISHED))
                .sum();
    }

    private static ProcessRef process(long pid) throws Exception {
        var name = Files.readString(Path.of("/proc/%d/comm".formatted(pid))).strip();
        return new ProcessRef((int) pid, name, Optional.empty());
    }
}
