package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Address;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.Peer;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

@NeedsRoot
class ClosingIT {
    private static final int PORT = 7000;
    private static final List<SourceChoice> SOURCES = List.of(SourceChoice.NETLINK, SourceChoice.PROC);
    private static final Peer SERVER = new Peer(Address.parse("127.0.0.1"), OptionalInt.of(PORT), 1);

    /** After close(2) nobody holds it and a timer ends it; after shutdown(2) neither. */
    @Test
    void anOrphanInFinWait2IsToldFromOneThatIsHalfClosed() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            sockets.pair(server).client().shutdownOutput();
            for (int i = 0; i < 2; i++) {
                sockets.pair(server).client().close();
            }
            for (var source : SOURCES) {
                Wait.until("three are in FIN_WAIT2", () -> total(namespace, source, TcpState.FIN_WAIT2) == 3);
                assertThat(closing(namespace, source))
                        .containsExactly(
                                new ClosingSockets(
                                        TcpState.FIN_WAIT2,
                                        Timer.TIME_WAIT,
                                        true,
                                        Optional.empty(),
                                        2,
                                        0,
                                        0,
                                        List.of(new Peer(SERVER.address(), SERVER.port(), 2))),
                                new ClosingSockets(
                                        TcpState.FIN_WAIT2,
                                        Timer.NONE,
                                        false,
                                        Optional.of(self()),
                                        1,
                                        0,
                                        0,
                                        List.of(SERVER)));
            }
        }
    }

    /** Whose peer has lost its connection to the network, as it were. */
    @Test
    void aFinThatIsNotAcknowledgedIsSentAgain() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            var finWait1 = sockets.connect("127.0.0.1", PORT);
            var lastAck = sockets.connect("127.0.0.2", PORT);
            var first = sockets.accept(server);
            var second = sockets.accept(server);
            lastAck.shutdownOutput();
            Wait.until("the FIN is here", () -> second.read(ByteBuffer.allocate(1)) < 0);
            // Else who sent it does not hear that, and is a third that sends again.
            Wait.until(
                    "the FIN is acknowledged", () -> total(namespace, SourceChoice.NETLINK, TcpState.FIN_WAIT2) == 1);
            finWait1.deafen();
            lastAck.deafen();
            first.close();
            second.close();
            for (var source : SOURCES) {
                Wait.until(
                        "both were sent again, by " + source,
                        () -> Looks.at(namespace, source).closing().stream()
                                        .filter(it -> it.timer() == Timer.RETRANSMIT && it.retransmitted() == 1)
                                        .count()
                                == 2);
                assertThat(closing(namespace, source))
                        .filteredOn(it -> it.timer() == Timer.RETRANSMIT)
                        .extracting(ClosingSockets::state, ClosingSockets::orphaned, ClosingSockets::unsentBytes)
                        .containsExactlyInAnyOrder(
                                tuple(TcpState.FIN_WAIT1, true, 1L), tuple(TcpState.LAST_ACK, true, 1L));
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadIsAskedForItsWindow() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            var server = sockets.listen(PORT, 16);
            var full = sockets.pair(server);
            full.fill();
            full.client().close();
            for (var source : SOURCES) {
                Wait.until("it probes the window, by " + source, () -> {
                    var closing = Looks.at(namespace, source).closing();
                    return closing.size() == 1 && closing.getFirst().timer() == Timer.ZERO_WINDOW_PROBE;
                });
                assertThat(closing(namespace, source)).singleElement().satisfies(it -> {
                    assertThat(it.state()).isEqualTo(TcpState.FIN_WAIT1);
                    assertThat(it.orphaned()).isTrue();
                    assertThat(it.unsentBytes()).isGreaterThan(1);
                    assertThat(it.peers()).containsExactly(SERVER);
                });
            }
        }
    }

    private static List<ClosingSockets> closing(TestNamespace namespace, SourceChoice source) {
        return Looks.at(namespace, source).closing();
    }

    private static long total(TestNamespace namespace, SourceChoice source, TcpState state) {
        return Looks.at(namespace, source).connections().orElseThrow().of(state);
    }

    private static ProcessRef self() throws Exception {
        var name = Files.readString(Path.of("/proc/self/comm")).strip();
        return new ProcessRef((int) ProcessHandle.current().pid(), name, Optional.empty());
    }
}
