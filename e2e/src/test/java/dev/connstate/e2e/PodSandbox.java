package dev.connstate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a runtime's pause container is: a process that keeps a network namespace, in a cgroup whose path names the pod. It
 * ends with this JVM, however that ends, and removes the cgroup.
 */
final class PodSandbox implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    /** Where a process can be put anywhere: of cgroup v2 in the first place, then of v1. */
    private static final List<String> HIERARCHIES = List.of("", "freezer", "pids");

    /** $0 is the hierarchy, $1 a folder in it, $2 one below. Who stays in a cgroup cannot remove it. */
    private static final String PAUSE = """
            mkdir -p "$2" && echo $$ >"$2/cgroup.procs" && echo ready && cat
            echo $$ >"$0/cgroup.procs"
            for _ in $(seq 100); do
                find "$1" -depth -type d -exec rmdir {} + 2>/dev/null
                [ -d "$1" ] || exit 0
                sleep 0.1
            done
            echo "$1 cannot be removed"
            exit 1
            """;

    private final Process pause;
    private final Path cgroup;

    private PodSandbox(Process pause, Path cgroup) {
        this.pause = pause;
        this.cgroup = cgroup;
    }

    /** @param pid a process in the network namespace; it is moved to the pod's cgroup, too */
    static PodSandbox around(int pid, String podUid) throws IOException {
        var hierarchy = hierarchy();
        var ours = hierarchy.resolve("connstate-e2e-" + podUid);
        var cgroup = ours.resolve("kubepods/burstable/pod" + podUid).resolve("4f".repeat(32));
        var pause = new ProcessBuilder(
                        "nsenter",
                        "--net=/proc/%d/ns/net".formatted(pid),
                        "sh",
                        "-c",
                        PAUSE,
                        hierarchy.toString(),
                        ours.toString(),
                        cgroup.toString())
                .redirectErrorStream(true)
                .start();
        var sandbox = new PodSandbox(pause, cgroup);
        var said = pause.inputReader().readLine();
        if (!"ready".equals(said)) {
            sandbox.close();
            throw new IOException("no cgroup can be made below %s: %s".formatted(hierarchy, said));
        }
        Files.writeString(cgroup.resolve("cgroup.procs"), Integer.toString(pid));
        return sandbox;
    }

    private static Path hierarchy() {
        return HIERARCHIES.stream()
                .map(CGROUPS::resolve)
                .filter(it -> Files.exists(it.resolve("cgroup.procs")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no cgroup hierarchy at " + CGROUPS));
    }

    int pid() {
        return (int) pause.pid();
    }

    /** @throws AssertionError when the cgroup is still there */
    @Override
    public void close() throws IOException {
        pause.getOutputStream().close();
        try {
            if (!pause.waitFor(15, TimeUnit.SECONDS) || Files.exists(cgroup)) {
                throw new AssertionError(cgroup + " is still there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
