package dev.connstate.agent.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc;
import dev.connstate.agent.kernel.libc.testing.ScriptedLibc.Answer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetlinkAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SLACK_BYTES = 16 * 1024;
    private static final int ROWS_A_BLOCK = 250;

    private final ScriptedLibc libc = new ScriptedLibc();
    private long rows;
    private long all;

    /** One object for each row would be 160,000 bytes at least. */
    @Test
    void aRowAllocatesNothing() throws IOException {
        try (var diag = new SockDiag(libc)) {
            allocated(diag, 1_000);
            allocated(diag, 11_000);
            assertThat(allocated(diag, 11_000)).isLessThan(allocated(diag, 1_000) + SLACK_BYTES);
            assertThat(rows).isEqualTo(2 * 12_000);
        }
    }

    private long allocated(SockDiag diag, int count) throws IOException {
        var block = Messages.concat(IntStream.range(0, ROWS_A_BLOCK)
                .mapToObj(i -> Messages.socket(1, i, Messages.skmeminfo(i)))
                .toArray(byte[][]::new));
        var answers = Collections.nCopies(count / ROWS_A_BLOCK, (Answer) new Answer.Bytes(block));
        var script = IntStream.rangeClosed(0, answers.size())
                .mapToObj(i -> i < answers.size() ? answers.get(i) : new Answer.Bytes(Messages.done()))
                .toArray(Answer[]::new);
        libc.conversation(script);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        diag.connections(row -> {
            rows++;
            all += row.localHigh() + row.localLow() + row.localPort() + row.remoteHigh() + row.remoteLow();
            all += row.remotePort() + row.receiveQueue() + row.queueLimit() + row.inode() + row.drops() + row.family();
            all += row.sendQueue() + row.timer() + row.expiresMillis() + row.retransmits() + row.receiveBuffer();
            all += row.lastReceivedMillis() + row.lastSentMillis();
        });
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
