package dev.connstate.agent.testing;

import com.sun.management.ThreadMXBean;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.kernel.libc.testing.CountingLibc;
import dev.connstate.agent.observe.NodeObserver;
import dev.connstate.report.AgentCost.SourceCost;
import dev.connstate.report.NodeReport;
import dev.connstate.report.NodeReportCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Looks at namespaces that are quiet, and what one takes in things that are the same on any machine. */
public final class CountedLooks {
    private static final int WARM = 20;
    private static final int COUNTED = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CountedLooks() {}

    /**
     * What one look took.
     *
     * @param calls of {@link dev.connstate.agent.kernel.libc.Libc}, by their names
     * @param rows by the way they were read
     * @param fileReads read(2) of files, which Java makes itself
     * @param allocated bytes of heap
     * @param encoded bytes of the report
     */
    public record Count(
            Map<String, Integer> calls,
            Map<String, Long> rows,
            long fileReads,
            long fileBytes,
            long allocated,
            long encoded) {
        public int call(String name) {
            return calls.getOrDefault(name, 0);
        }

        public long rows(String way) {
            return rows.getOrDefault(way, 0L);
        }
    }

    /** The last of some looks, with the fewest allocations of them: what is read now and then is not in it. */
    public static Count of(AgentSettings settings) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
            return thread.submit(() -> counted(settings)).get();
        }
    }

    private static Count counted(AgentSettings settings) throws IOException {
        try (var libc = new CountingLibc();
                var observer = new NodeObserver(settings, libc, InstantSource.system())) {
            for (int i = 0; i < WARM; i++) {
                observer.observe();
            }
            var least = one(libc, observer);
            for (int i = 1; i < COUNTED; i++) {
                var next = one(libc, observer);
                least = next.allocated < least.allocated ? next : least;
            }
            return least;
        }
    }

    private static Count one(CountingLibc libc, NodeObserver observer) throws IOException {
        var rowsBefore = rows(observer.observe());
        libc.take();
        var filesBefore = files();
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        var report = observer.observe();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        var files = files();
        var calls = libc.take();
        var rows = rows(report);
        rows.replaceAll((source, count) -> count - rowsBefore.getOrDefault(source, 0L));
        return new Count(
                calls,
                rows,
                files.get("syscr") - filesBefore.get("syscr"),
                files.get("rchar") - filesBefore.get("rchar"),
                allocated,
                NodeReportCodec.encode(report).length);
    }

    private static Map<String, Long> rows(NodeReport report) {
        return report.cost().sources().stream()
                .collect(Collectors.toMap(SourceCost::name, SourceCost::rows, Long::sum, HashMap::new));
    }

    /** What this thread has read so far. */
    private static Map<String, Long> files() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/io")).stream()
                .map(line -> line.split(": "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    }
}
