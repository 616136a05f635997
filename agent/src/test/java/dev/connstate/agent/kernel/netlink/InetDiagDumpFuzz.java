package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.testing.KernelFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class InetDiagDumpFuzz {
    static Stream<byte[]> answers() {
        return KernelFolder.all()
                .flatMap(folder -> folder.files().stream()
                        .filter(file -> file.startsWith("sockdiag-"))
                        .flatMap(file -> folder.answers(file).stream()));
    }

    /** The segment is as long as the answer, so that a byte read beyond its end is an exception. */
    @MethodSource("answers")
    @FuzzTest(maxDuration = "8s")
    void refusesOrReads(byte[] bytes) throws IOException {
        var dump = new InetDiagDump();
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(Math.max(1, bytes.length), Long.BYTES);
            MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
            dump.accept(buffer, bytes.length, InetDiagDumpFuzz::check);
        } catch (NetlinkException | KernelException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private static void check(SocketRow row) {
        long all = row.localHigh() + row.localLow() + row.remoteHigh() + row.remoteLow() + row.family();
        if (row.state() < 1
                || row.state() > 11
                || row.localPort() >>> 16 != 0
                || row.remotePort() >>> 16 != 0
                || row.inode() >>> 32 != 0
                || row.receiveQueue() >>> 32 != 0
                || row.sendQueue() >>> 32 != 0
                || row.timer() >>> 8 != 0
                || row.expiresMillis() >>> 32 != 0
                || row.retransmits() >>> 8 != 0
                || row.receiveBuffer() < SocketRow.UNKNOWN
                || row.lastReceivedMillis() < SocketRow.UNKNOWN
                || row.lastSentMillis() < SocketRow.UNKNOWN
                || row.queueLimit() < SocketRow.UNKNOWN
                || row.drops() < SocketRow.UNKNOWN) {
            throw new AssertionError("a row out of range: " + all);
        }
    }
}
