package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Ss;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.Address;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.UdpSocket;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsRoot
class UdpIT {
    private static final int PORT = 7000;
    private static final int SENT = 100;

    @ParameterizedTest
    @CsvSource({
        "INET, 127.0.0.1, NETLINK, Udp.RcvbufErrors",
        "INET, 127.0.0.1, PROC, Udp.RcvbufErrors",
        "INET6, ::1, NETLINK, Udp6RcvbufErrors",
        "INET6, ::1, PROC, Udp6RcvbufErrors"
    })
    void whatDidNotFitTheBufferIsCountedAtItsSocket(
            StandardProtocolFamily family, String address, SourceChoice source, String counter) throws Exception {
        var destination = new InetSocketAddress(address, PORT);
        try (var namespace = new TestNamespace();
                var receiver = namespace.call(() -> DatagramChannel.open(family));
                var sender = namespace.call(() -> DatagramChannel.open(family))) {
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, 4096).bind(destination);
            for (int i = 0; i < SENT; i++) {
                sender.send(ByteBuffer.allocate(500), destination);
            }

            var report = Looks.at(namespace, source);

            var bySs = Ss.udp(namespace).stream()
                    .filter(row -> row.local().port() == PORT)
                    .findFirst()
                    .orElseThrow();
            assertThat(bySs.drops()).isBetween(1L, (long) SENT);
            assertThat(bySs.receiveQueue()).isPositive();
            assertThat(report.udp())
                    .first() // the one with drops
                    .returns(Address.parse(address), UdpSocket::address)
                    .returns(PORT, UdpSocket::port)
                    .returns(bySs.receiveQueue(), UdpSocket::receiveQueueBytes)
                    .satisfies(socket -> assertThat(socket.drops()).hasValue(bySs.drops()))
                    .returns(
                            source == SourceChoice.NETLINK
                                    ? OptionalLong.of(bySs.receiveBuffer())
                                    : OptionalLong.empty(),
                            UdpSocket::receiveBufferBytes)
                    .satisfies(socket -> assertThat(socket.process().map(ProcessRef::pid))
                            .contains((int) ProcessHandle.current().pid()));
            assertThat(report.counters().of(counter)).hasValue(bySs.drops());
        }
    }
}
