package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.testing.KernelFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SocketTableFuzz {
    static Stream<byte[]> tables() {
        return KernelFolder.all()
                .flatMap(folder -> folder.files().stream()
                        .filter(file -> file.matches("proc/net/(tcp|udp).*"))
                        .map(folder::bytes))
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, 1000)));
    }

    /** Any bytes are refused as a file, left out line by line, or rows within their ranges. */
    @MethodSource("tables")
    @FuzzTest(maxDuration = "8s")
    void refusesOrReads(byte[] bytes) throws IOException {
        for (var table : new SocketTable[] {SocketTable.tcp(), SocketTable.udp()}) {
            try {
                var reading = table.read(new ByteArrayInputStream(bytes), SocketTableFuzz::check);
                assertThat(reading.bytes()).isEqualTo(bytes.length);
                assertThat(reading.firstOdd().isPresent()).isEqualTo(reading.oddLines() > 0);
                table.readListeners(new ByteArrayInputStream(bytes), SocketTableFuzz::check);
            } catch (MalformedFile e) {
                assertThat(e).message().isNotBlank();
            }
        }
    }

    private static void check(SocketRow row) {
        if (row.state() < 1
                || row.state() > 11
                || row.localPort() >>> 16 != 0
                || row.remotePort() >>> 16 != 0
                || row.inode() < 0
                || row.receiveQueue() < 0
                || row.sendQueue() < 0
                || row.timer() >>> 8 != 0
                || row.expiresMillis() < 0
                || row.retransmits() < 0
                || row.drops() < SocketRow.UNKNOWN) {
            throw new AssertionError("a row out of range");
        }
    }
}
