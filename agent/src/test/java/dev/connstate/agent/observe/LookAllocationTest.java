package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.testing.KernelFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of the heap, which are counted and not timed: a node looks into a hundred namespaces every 15 s. */
class LookAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PID = 900_000_000;
    private static final int MORE = 20;

    @TempDir
    private Path directory;

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    /** 7 kB were measured, half of that for the numbers; the files are 9 kB of text with 300 names. */
    @Test
    void theCountersOfANamespaceAreReadWithoutTheirNames() throws IOException {
        var proc = proc(directory.resolve("proc"), 1);
        var files = new NetFiles(Optional.empty());
        long bytes = allocated(() -> files.read(proc.net(PID), OptionalLong.empty(), new ArrayList<>()));
        assertThat(bytes).isLessThan(10_000);
    }

    /** What one namespace more costs in a look that reads all of its tables; 68 kB were measured. */
    @Test
    void aNamespaceMoreAllocatesLittle() throws IOException {
        long one = ofLook(proc(directory.resolve("one"), 1));
        long many = ofLook(proc(directory.resolve("many"), 1 + MORE));
        assertThat((many - one) / MORE).isLessThan(90_000);
    }

    private long ofLook(FakeProc proc) throws IOException {
        var settings = new AgentSettings(
                proc.path(),
                directory.resolve("mounts"),
                SourceChoice.PROC,
                Selection.ALL,
                Duration.ofSeconds(15),
                100);
        try (var observer = new NodeObserver(settings, new NoNamespaces(), () -> now)) {
            return allocated(() -> {
                now = now.plusSeconds(15);
                observer.observe();
            });
        }
    }

    /** The least of some times: classes that are loaded and profiles that are begun count, too. */
    private static long allocated(Work work) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static FakeProc proc(Path path, int namespaces) throws IOException {
        var proc = new FakeProc(path);
        var captured = KernelFolder.of("6.18.44-debian12");
        for (int pid = PID; pid < PID + namespaces; pid++) {
            proc.process(pid, "sleep", pid, "0::/\n");
            for (var file :
                    List.of("snmp", "netstat", "snmp6", "sockstat", "sockstat6", "tcp", "udp", "unix", "netlink")) {
                Files.write(proc.net(pid).resolve(file), captured.bytes("proc/net/" + file));
            }
        }
        return proc;
    }

    private interface Work {
        void run() throws IOException;
    }
}
