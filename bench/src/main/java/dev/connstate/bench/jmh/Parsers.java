package dev.connstate.bench.jmh;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.CounterFile;
import dev.connstate.agent.kernel.proc.CounterSheet;
import dev.connstate.agent.kernel.proc.MalformedFile;
import dev.connstate.agent.kernel.proc.ProcText;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.report.Counters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the kernel's bytes to rows and counters, without the kernel. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Parsers extends Quick {
    private final SockDiag sockDiag = new SockDiag(new Recording());
    private final SocketTable table = SocketTable.tcp();
    private final byte[] lines = lines();
    private final CounterFile netstat = CounterFile.snmp();
    private final CounterSheet sheet = new CounterSheet();
    private final ProcText counters = counters();

    /** A row of sock_diag. */
    @Benchmark
    @OperationsPerInvocation(Recording.ROWS)
    public long netlinkRow() throws IOException {
        var sum = new Sum();
        sockDiag.connections(sum::add);
        return sum.of(Recording.ROWS);
    }

    /** A line of {@code /proc/net/tcp}. */
    @Benchmark
    @OperationsPerInvocation(Recording.ROWS)
    public long procLine() throws IOException {
        var sum = new Sum();
        table.read(new ByteArrayInputStream(lines), sum::add);
        return sum.of(Recording.ROWS);
    }

    /** {@code /proc/net/netstat} of this machine. */
    @Benchmark
    public Counters netstatFile() throws MalformedFile {
        sheet.clear();
        netstat.parse(counters, sheet);
        return sheet.counters();
    }

    private static byte[] lines() {
        return IntStream.range(0, Recording.ROWS)
                .mapToObj(i ->
                        "%4d: 0100007F:%04X 0100007F:%04X 01 00000000:00000000 00:00000000 00000000     0        0 %d 1 ffff 20 4 30 10 -1%n"
                                .formatted(i, 8000 + i % 8, 32_768 + i, i))
                .collect(Collectors.joining("", "  sl  local_address\n", ""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ProcText counters() {
        try {
            var text = new ProcText();
            text.read(Path.of("/proc/thread-self/net/netstat"));
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a count needs of a row. */
    private static final class Sum {
        private long rows;
        private long all;

        private void add(SocketRow row) {
            rows++;
            all += row.state() + row.localHigh() + row.localLow() + row.localPort();
            all += row.remoteHigh() + row.remoteLow() + row.remotePort();
        }

        private long of(long expected) {
            if (rows != expected) {
                throw new IllegalStateException("%d rows were read, not %d".formatted(rows, expected));
            }
            return all;
        }
    }
}
