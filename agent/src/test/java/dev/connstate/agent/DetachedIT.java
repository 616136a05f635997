package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.SocketHolder;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.TcpState;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class DetachedIT {
    private static final int PORT = 7000;
    private static final int LEAKED = 25;

    /**
     * The peers' FIN_WAIT2 ends after a second, so that their kernel answers a probe of keepalive by a reset: the leak's
     * rows in CLOSE_WAIT are gone, and the descriptors are there still.
     */
    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aLeakThatKeepaliveHidIsFound(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace()) {
            namespace.sysctl("net.ipv4.tcp_fin_timeout", 1);
            try (var child = new ChildJvm(namespace, SocketHolder.class, "leak", "127.0.0.1", PORT, LEAKED)) {
                var report = settled(namespace, source, LEAKED);

                assertThat(report.connections().orElseThrow().of(TcpState.CLOSE_WAIT))
                        .isZero();
                assertThat(report.detached()).singleElement().satisfies(it -> {
                    assertThat(it.process().pid()).isEqualTo((int) child.pid());
                    assertThat(it.count()).isEqualTo(LEAKED);
                });
                assertThat(report.problems()).isEmpty();
            }
        }
    }

    /** Also not after many looks, each of which opens sockets of its own in the namespace. */
    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void socketsInTheTablesAreNotDetached(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace("ip link set lo up");
                var listener = namespace.call(ServerSocketChannel::open);
                var client = namespace.call(SocketChannel::open);
                var datagrams = namespace.call(DatagramChannel::open);
                var unbound = namespace.call(SocketChannel::open)) {
            listener.bind(new InetSocketAddress("127.0.0.1", PORT));
            client.connect(listener.getLocalAddress());
            datagrams.bind(new InetSocketAddress("127.0.0.1", PORT));
            try (var agent = Agent.start(Looks.settings(source, namespace))) {
                for (int i = 0; i < 20; i++) {
                    agent.observe();
                }
            }
            assertThat(settled(namespace, source, 1).detached()).isEmpty(); // the unbound one
            assertThat(unbound.isOpen()).isTrue();
        }
    }

    @Test
    void aNamespaceWithoutSocketsHasNone() throws Exception {
        try (var namespace = new TestNamespace()) {
            assertThat(settled(namespace, SourceChoice.NETLINK, 0).detached()).isEmpty();
        }
    }

    /** Sockets that were just closed, our own among them, are counted out after a grace period of RCU. */
    private static NamespaceReport settled(TestNamespace namespace, SourceChoice source, long detached)
            throws Exception {
        var last = new AtomicReference<NamespaceReport>();
        Wait.until("there are %d detached sockets".formatted(detached), () -> {
            Thread.sleep(200);
            last.set(Looks.at(namespace, source));
            return last.get().detachedSockets().equals(OptionalLong.of(detached));
        });
        return last.get();
    }
}
