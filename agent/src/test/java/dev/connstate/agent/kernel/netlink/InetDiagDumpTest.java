package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.netlink.Messages.attribute;
import static dev.connstate.agent.kernel.netlink.Messages.body;
import static dev.connstate.agent.kernel.netlink.Messages.concat;
import static dev.connstate.agent.kernel.netlink.Messages.done;
import static dev.connstate.agent.kernel.netlink.Messages.message;
import static dev.connstate.agent.kernel.netlink.Messages.skmeminfo;
import static dev.connstate.agent.kernel.netlink.Messages.socket;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InetDiagDumpTest {
    private final InetDiagDump dump = new InetDiagDump();
    private final List<String> rows = new ArrayList<>();

    @Test
    void aBufferHoldsManyMessagesAndADumpManyBuffers() throws IOException {
        accept(concat(socket(1, 80), socket(6, 81)));
        assertThat(dump.isDone()).isFalse();
        accept(concat(socket(8, 82), done(), socket(1, 83)));
        assertThat(dump.isDone()).isTrue();
        assertThat(rows).containsExactly("1 80", "6 81", "8 82");
        assertThat(dump.rows()).isEqualTo(3);
    }

    @Test
    void messagesBeginAtMultiplesOfFour() throws IOException {
        var odd = message(Messages.FAMILY, concat(body(2, 1, 80), new byte[] {5, 0, 8, 0, 1}));
        assertThat(odd).hasSize(96);
        accept(concat(odd, socket(1, 81), done()));
        assertThat(rows).containsExactly("1 80", "1 81");
    }

    @Test
    void messagesOfOtherTypesArePassedOver() throws IOException {
        accept(concat(message(1, new byte[0]), message(99, new byte[7]), socket(1, 80), done()));
        assertThat(rows).containsExactly("1 80");
    }

    @Test
    void theCompatibleTypeIsASocketToo() throws IOException {
        accept(concat(message(SockDiagRequest.TCPDIAG_GETSOCK, body(2, 1, 80)), done()));
        assertThat(rows).containsExactly("1 80");
    }

    @Test
    void anOldKernelEndsWithoutAResult() throws IOException {
        accept(message(NlMsgHdr.NLMSG_DONE, new byte[0]));
        assertThat(dump.isDone()).isTrue();
    }

    @Test
    void aDumpThatEndedEarlySaysWhy() {
        assertThatThrownBy(() -> accept(concat(socket(1, 80), done(-Errno.ENOBUFS))))
                .isInstanceOfSatisfying(
                        KernelException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOBUFS));
        assertThat(rows).containsExactly("1 80");
    }

    @Test
    void anErrorOfZeroIsAnAcknowledgement() throws IOException {
        accept(Messages.error(0));
        assertThat(dump.isDone()).isTrue();
    }

    @Test
    void dropsAreKnownOnlyFromAWholeSkmeminfo() throws IOException {
        var drops = new ArrayList<Long>();
        accept(
                concat(
                        socket(10, 1, skmeminfo(7)),
                        socket(10, 2),
                        socket(10, 3, attribute(7, new byte[32])),
                        socket(10, 4, attribute(8, new byte[1]), attribute(2, new byte[241]), skmeminfo(-1)),
                        socket(10, 5, new byte[] {3, 0, 7, 0}),
                        socket(10, 6, new byte[] {80, 0, 7, 0, 1, 1, 1, 1}),
                        done()),
                row -> drops.add(row.drops()));
        assertThat(drops).containsExactly(7L, -1L, -1L, 0xffff_ffffL, -1L, -1L);
    }

    @Test
    void theLimitOfAQueueIsOnlyThatOfAListener() throws IOException {
        var limits = new ArrayList<Long>();
        accept(concat(socket(10, 1), socket(1, 2), done()), row -> limits.add(row.queueLimit()));
        assertThat(limits).containsExactly(0L, SocketRow.UNKNOWN);
    }

    @Test
    void theBufferComesBeforeTheDropsAndIsKnownWithoutThem() throws IOException {
        var buffers = new ArrayList<Long>();
        accept(
                concat(
                        socket(7, 1, attribute(7, words(9, 1, 212_992))),
                        socket(7, 2, attribute(7, words(2, 1, 4096))),
                        socket(7, 3, attribute(7, words(1, 0, 1))),
                        socket(7, 4),
                        done()),
                row -> buffers.add(row.receiveBuffer()));
        assertThat(buffers).containsExactly(212_992L, 4096L, -1L, -1L);
    }

    /** The words 11 and 13 of {@code tcp_info}, whose length differs from kernel to kernel. */
    @Test
    void agesAreKnownOnlyFromATcpInfoThatIsLongEnough() throws IOException {
        var ages = new ArrayList<String>();
        accept(
                concat(
                        socket(8, 1, attribute(2, words(70, 11, 3000, 13, 4000)), skmeminfo(7)),
                        socket(8, 2, attribute(2, words(14, 11, 5000, 13, -1))),
                        socket(8, 3, attribute(2, words(13, 11, 6000))),
                        socket(8, 4),
                        done()),
                row -> ages.add(row.lastSentMillis() + " " + row.lastReceivedMillis()));
        assertThat(ages).containsExactly("3000 4000", "5000 4294967295", "6000 -1", "-1 -1");
    }

    @Test
    void theTimerIsInTheFixedPart() throws IOException {
        var timers = new ArrayList<String>();
        var body = body(2, 4, 80);
        body[2] = 1;
        body[3] = (byte) 200;
        ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()).putInt(52, 1500).putInt(60, 7);
        accept(
                concat(message(Messages.FAMILY, body), done()),
                row -> timers.add(
                        "%d %d %d %d".formatted(row.timer(), row.retransmits(), row.expiresMillis(), row.sendQueue())));
        assertThat(timers).containsExactly("1 200 1500 7");
    }

    @Test
    void aListenerHasNothingToSend() throws IOException {
        var body = body(2, 10, 80);
        ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()).putInt(60, 128);
        var unsent = new ArrayList<Long>();
        accept(concat(message(Messages.FAMILY, body), done()), row -> unsent.add(row.sendQueue()));
        assertThat(unsent).containsExactly(0L);
    }

    /** So many words of a payload; each index is followed by its value. */
    private static byte[] words(int count, int... values) {
        var payload = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.length; i += 2) {
            payload.putInt(values[i] * Integer.BYTES, values[i + 1]);
        }
        return payload.array();
    }

    /** Whatever the length at which an answer is cut off, it is whole up to there and then refused. */
    @Property
    void anAnswerCutOffAnywhereIsRefusedUnlessBetweenMessages(@ForAll @IntRange(max = 3 * 148) int length)
            throws IOException {
        var one = socket(10, 80, skmeminfo(7), attribute(8, new byte[1]), attribute(22, new byte[8]));
        assertThat(one).hasSize(148);
        var rows = new AtomicInteger();
        var whole = concat(one, one, one);
        try {
            accept(new InetDiagDump(), Arrays.copyOf(whole, length), row -> rows.incrementAndGet());
            assertThat(length % one.length).isZero();
        } catch (NetlinkException e) {
            assertThat(length % one.length).isNotZero();
            assertThat(e).hasMessageContaining("sock_diag's answer ends after");
        }
        assertThat(rows).hasValue(length / one.length);
    }

    private void accept(byte[] bytes) throws IOException {
        accept(bytes, row -> rows.add(row.state() + " " + row.localPort()));
    }

    private void accept(byte[] bytes, SocketSink sink) throws IOException {
        accept(dump, bytes, sink);
    }

    private static void accept(InetDiagDump dump, byte[] bytes, SocketSink sink) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(bytes.length + 8L, 8);
            MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
            dump.accept(buffer.asSlice(0, bytes.length), bytes.length, sink);
        }
    }
}
