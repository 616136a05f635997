package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.SocketSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SLACK_BYTES = 16 * 1024;

    private final SocketTable table = SocketTable.tcp();
    private final Sum sum = new Sum();

    /** One object for each row would be 160,000 bytes at least. */
    @Test
    void aRowAllocatesNothing() throws IOException {
        var few = table(1_000);
        var many = table(11_000);
        allocated(few);
        allocated(many);
        assertThat(allocated(many)).isLessThan(allocated(few) + SLACK_BYTES);
        assertThat(sum.rows).isEqualTo(2 * 12_000);
    }

    private long allocated(byte[] file) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        table.read(new ByteArrayInputStream(file), sum);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] table(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i ->
                        "%4d: 0100007F:%04X 0100007F:1F90 01 00000000:00000005 00:00000000 00000000     0        0 %d 1 ffff 20 4 30 10 -1%n"
                                .formatted(i, i, 1000 + i))
                .collect(Collectors.joining("", "  sl  local_address\n", ""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Sum implements SocketSink {
        private long rows;
        private long all;

        @Override
        public void row(SocketRow row) {
            rows++;
            all += row.localHigh() + row.localLow() + row.localPort() + row.remoteHigh() + row.remoteLow();
            all += row.remotePort() + row.receiveQueue() + row.queueLimit() + row.inode() + row.drops() + row.family();
            all += row.sendQueue() + row.timer() + row.expiresMillis() + row.retransmits() + row.receiveBuffer();
            all += row.lastReceivedMillis() + row.lastSentMillis();
        }
    }
}
