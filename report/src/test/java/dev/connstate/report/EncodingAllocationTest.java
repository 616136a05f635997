package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncodingAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int COUNTERS = 400;
    private static final int FEW = 10;
    private static final int MANY = 110;

    /** As messages of the library it would take several times as much. */
    @Test
    void aNamespaceMoreAllocatesLessThanItsNumbers() throws IOException {
        var few = report(FEW);
        var many = report(MANY);
        allocated(few);
        allocated(many);
        assertThat((allocated(many) - allocated(few)) / (MANY - FEW)).isLessThan(COUNTERS * Long.BYTES);
    }

    private static long allocated(NodeReport report) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        NodeReportCodec.encode(report, OutputStream.nullOutputStream());
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static NodeReport report(int namespaces) {
        var names =
                IntStream.range(0, COUNTERS).mapToObj(i -> "TcpExt.Counter" + i).toList();
        var full = ExampleReports.FULL;
        List<NamespaceReport> all = Collections.nCopies(
                namespaces, ExampleReports.POD_NAMESPACE.with(Counters.of(names, i -> 1_000_000_000L + i)));
        return new NodeReport(full.node(), full.takenAt(), full.host(), all, full.problems(), full.cost());
    }
}
