package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketLineTest {
    private static final String LINE =
            "   6: 0703000A:9CB6 0C09000A:1538 08 00000002:000001F4 00:00000000 00000000  1000        0 30231 1 ffff 20 4 30 10 -1";

    @Property(tries = 300)
    void anIpv4LineIsReadAsTheKernelWritesIt(
            @ForAll @IntRange(max = 1 << 21) int slot,
            @ForAll int local,
            @ForAll int remote,
            @ForAll @IntRange(max = 65535) int localPort,
            @ForAll @IntRange(max = 65535) int remotePort,
            @ForAll @IntRange(min = 1, max = 11) int state,
            @ForAll int receiveQueue,
            @ForAll int sendQueue,
            @ForAll @IntRange(max = 4) int timer,
            @ForAll @IntRange int ticks,
            @ForAll @IntRange int retransmits,
            @ForAll @IntRange(max = 255) int probes,
            @ForAll @LongRange(max = 0xffff_ffffL) long inode) {
        var text = "%4d: %s:%04X %s:%04X %02X %08X:%08X %02X:%08X %08X %5d %8d %d 1 ffff888103a2d1c0 20 4 30 10 -1"
                .formatted(
                        slot,
                        word(local),
                        localPort,
                        word(remote),
                        remotePort,
                        state,
                        sendQueue,
                        receiveQueue,
                        timer,
                        ticks,
                        retransmits,
                        1000,
                        probes,
                        inode);
        var row = row(text);
        assertThat(row.state()).isEqualTo(state);
        assertThat(new Address(row.localHigh(), row.localLow())).isEqualTo(Address.v4(local));
        assertThat(new Address(row.remoteHigh(), row.remoteLow())).isEqualTo(Address.v4(remote));
        assertThat(row.localPort()).isEqualTo(localPort);
        assertThat(row.remotePort()).isEqualTo(remotePort);
        assertThat(row.receiveQueue()).isEqualTo(Integer.toUnsignedLong(receiveQueue));
        assertThat(row.sendQueue()).isEqualTo(Integer.toUnsignedLong(sendQueue));
        assertThat(row.timer()).isEqualTo(timer);
        assertThat(row.expiresMillis()).isEqualTo(10L * ticks);
        assertThat(row.retransmits()).isEqualTo(timer == 2 || timer == 4 ? probes : retransmits);
        assertThat(row.inode()).isEqualTo(inode);
        assertThat(row.receiveBuffer()).isEqualTo(SocketRow.UNKNOWN);
        assertThat(row.lastReceivedMillis()).isEqualTo(SocketRow.UNKNOWN);
        assertThat(row.lastSentMillis()).isEqualTo(SocketRow.UNKNOWN);
        assertThat(row.queueLimit()).isEqualTo(SocketRow.UNKNOWN);
        assertThat(row.drops()).isEqualTo(SocketRow.UNKNOWN);
    }

    @Property(tries = 200)
    void anIpv6AddressIsFourWordsOfTheHost(@ForAll @Size(16) byte[] address) {
        var bytes = ByteBuffer.wrap(address);
        var words = new StringBuilder();
        while (bytes.hasRemaining()) {
            words.append(word(bytes.getInt()));
        }
        var row = row("%4d: %s:0016 %s:0000 01 00000000:00000000 00:00000000 00000000 0 0 7 1 ffff"
                .formatted(0, words, words));
        assertThat(new Address(row.localHigh(), row.localLow())).isEqualTo(Address.ofBytes(address));
        assertThat(new Address(row.remoteHigh(), row.remoteLow())).isEqualTo(Address.ofBytes(address));
    }

    /** Each needs all that stands before the inode. */
    @Property(tries = 100)
    void aLineThatEndsBeforeItsInodeIsNone(@ForAll @IntRange(max = 90) int length) {
        assertThat(LINE.indexOf(" 30231")).isGreaterThanOrEqualTo(90);
        assertThat(moves(LINE.substring(0, length))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "6 0703000A:9CB6 0C09000A:1538 08 0:0 00:0 0 0 0 1 1",
                "   6: 0703000G:9CB6 0C09000A:1538 08 00000000:00000000 00:00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A 0C09000A:1538 08 00000000:00000000 00:00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 00 00000000:00000000 00:00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 0C 00000000:00000000 00:00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000 00:00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00:0000000000000 00000000 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00:00000000 0000000x 0 0 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00:00000000 00000000 0 x 1 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00:00000000 00000000 0 0 1x 1 ffff",
                "   6: 0703000A:9CB6 0C09000A:1538 08 00000000:00000000 00:00000000 00000000 0 0 -1 1 ffff",
            })
    void aLineOfAnotherFormIsNone(String text) {
        assertThat(moves(text)).isFalse();
    }

    private static String word(int networkOrder) {
        return "%08X"
                .formatted(
                        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                                ? Integer.reverseBytes(networkOrder)
                                : networkOrder);
    }

    private static SocketLine row(String text) {
        var line = new SocketLine(false);
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(line.moveTo(bytes, 0, bytes.length)).isTrue();
        return line;
    }

    private static boolean moves(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new SocketLine(false).moveTo(bytes, 0, bytes.length);
    }
}
