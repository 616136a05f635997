package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.Destination;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.TcpState;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class HalfOpenIT {
    private static final int PORT = 7000;
    private static final List<SourceChoice> SOURCES = List.of(SourceChoice.NETLINK, SourceChoice.PROC);

    /** A SYN-ACK is sent again after a second. */
    @Test
    void clientsThatDoNotAnswerAreToldByTheirNetworks() throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, Family.IPV4)) {
            sockets.listen(PORT, 16);
            sockets.connectDeaf("127.1.1.1", PORT);
            sockets.connectDeaf("127.1.1.200", PORT);
            sockets.connectDeaf("127.1.2.1", PORT);
            for (var source : SOURCES) {
                var listener = Looks.listener(Looks.at(namespace, source), PORT);

                assertThat(listener.synReceived()).hasValue(3);
                assertThat(listener.halfOpen()).contains(new HalfOpen(0, 2, 2));
                assertThat(listener.notAccepted()).hasValue(0);
            }
            for (var source : SOURCES) {
                Wait.until(
                        "every SYN-ACK was sent again, by " + source,
                        () -> Looks.listener(Looks.at(namespace, source), PORT)
                                .halfOpen()
                                .orElseThrow()
                                .equals(new HalfOpen(3, 2, 2)));
            }
        }
    }

    @Test
    void networksOfIpv6AreLonger() throws Exception {
        try (var namespace = new TestNamespace("ip link set lo up && ip addr add fd00::1/32 dev lo nodad"
                        + " && ip addr add fd00::2/32 dev lo nodad && ip addr add fd00:0:0:1::1/32 dev lo nodad");
                var sockets = new Sockets(namespace, Family.IPV6)) {
            sockets.listen(PORT, 16);
            for (var from : List.of("fd00::1", "fd00::2", "fd00:0:0:1::1")) {
                sockets.connectDeaf(from, PORT);
            }
            for (var source : SOURCES) {
                var halfOpen = Looks.listener(Looks.at(namespace, source), PORT)
                        .halfOpen()
                        .orElseThrow();
                assertThat(halfOpen.networks()).isEqualTo(2);
                assertThat(halfOpen.ofBiggestNetwork()).isEqualTo(2);
            }
        }
    }

    /** Its queue is full, so that its SYNs are dropped. */
    @ParameterizedTest
    @EnumSource
    void whatWasNotAcceptedIsCountedAndSynsAreSentAgain(Family family) throws Exception {
        try (var namespace = new TestNamespace();
                var sockets = new Sockets(namespace, family)) {
            var server = sockets.listen(PORT, 2);
            sockets.pair(server);
            sockets.connect(PORT);
            sockets.connect(PORT);
            sockets.connect(PORT).shutdownOutput();
            sockets.begin(PORT);
            sockets.begin(PORT);
            for (var source : SOURCES) {
                Wait.until("the SYNs were sent again, by " + source, () -> {
                    var destination = destination(Looks.at(namespace, source));
                    return destination.connections().of(TcpState.SYN_SENT) == 2 && destination.synRetransmitted() == 2;
                });
                assertThat(Looks.listener(Looks.at(namespace, source), PORT))
                        .returns(OptionalLong.of(3), Listener::notAccepted)
                        .returns(OptionalLong.of(0), Listener::synReceived);
            }
        }
    }

    private static Destination destination(NamespaceReport report) {
        return report.destinations().stream()
                .filter(it -> it.port() == PORT)
                .findFirst()
                .orElseThrow();
    }
}
