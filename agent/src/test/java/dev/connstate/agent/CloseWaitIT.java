package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.connstate.agent.testing.ChildJvm;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.SocketHolder;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Address;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class CloseWaitIT {
    private static final int PORT = 7000;
    private static final Address LOCAL = Address.parse("127.0.0.1");

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aDrainedLeakHasNoUnreadBytesAndAnUndrainedOneAllOfThem(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.V4_MAPPED)) {
            var server = sockets.listen(PORT, 16);
            sockets.pair(server).client().shutdownOutput();
            waitForCloseWait(namespace, 1);

            assertThat(onlyHolder(namespace, source).unreadBytes()).isZero();

            var unread = sockets.pair(server);
            unread.client().write(ByteBuffer.allocate(700));
            unread.client().shutdownOutput();
            waitForCloseWait(namespace, 2);

            var holder = onlyHolder(namespace, source);
            assertThat(holder.accepted()).isTrue();
            assertThat(holder.count()).isEqualTo(2);
            assertThat(holder.unreadBytes()).isEqualTo(700);
            assertThat(holder.process().map(ProcessRef::pid))
                    .contains((int) ProcessHandle.current().pid());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void whatWasNotAcceptedIsToldFromALeakAndHasTheListenersProcess(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4);
                var child = new ChildJvm(namespace, SocketHolder.class, "listen", "127.0.0.1", PORT + 1, 16)) {
            var server = sockets.listen(PORT, 16);
            for (int i = 0; i < 2; i++) {
                sockets.pair(server).client().shutdownOutput();
            }
            for (int i = 0; i < 3; i++) {
                sockets.connect(PORT).shutdownOutput();
            }
            for (int i = 0; i < 4; i++) {
                sockets.connect(PORT + 1).shutdownOutput();
            }
            waitForCloseWait(namespace, 9);

            int self = (int) ProcessHandle.current().pid();
            assertThat(Looks.at(namespace, source).closeWait())
                    .extracting(
                            holder -> holder.process().map(ProcessRef::pid).orElse(0),
                            CloseWaitHolder::accepted,
                            CloseWaitHolder::count,
                            CloseWaitHolder::unreadBytes,
                            CloseWaitHolder::peers)
                    .containsExactly(row((int) child.pid(), false, 4), row(self, false, 3), row(self, true, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NETLINK", "PROC"})
    void aLeakOfTheConnectingSideHasTheServersPort(SourceChoice source) throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            for (int i = 0; i < 3; i++) {
                sockets.pair(server).server().shutdownOutput();
            }
            waitForCloseWait(namespace, 3);

            assertThat(onlyHolder(namespace, source).peers()).containsExactly(new Peer(LOCAL, OptionalInt.of(PORT), 3));
        }
    }

    private static Tuple row(int pid, boolean accepted, long count) {
        // Clients come from many ports, so none is named.
        return tuple(pid, accepted, count, 0L, List.of(new Peer(LOCAL, OptionalInt.empty(), count)));
    }

    private static CloseWaitHolder onlyHolder(TestNamespace namespace, SourceChoice source) {
        var holders = Looks.at(namespace, source).closeWait();
        assertThat(holders).hasSize(1);
        return holders.getFirst();
    }

    private static void waitForCloseWait(TestNamespace namespace, long count) throws Exception {
        Wait.until(
                "%d connections are in CLOSE_WAIT".formatted(count),
                () -> Ss.counts(Ss.tcp(namespace)).of(TcpState.CLOSE_WAIT) == count);
    }
}
