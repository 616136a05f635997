package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.report.NamespaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace that no process is in, as {@code ip netns add} and container runtimes keep them. */
@NeedsRoot
class MountedIT {
    @TempDir
    private Path directory;

    private Path mount;

    @BeforeEach
    void make() throws Exception {
        mount = directory.resolve("kept");
        Files.createFile(mount);
        bind();
    }

    @AfterEach
    void remove() throws Exception {
        run("umount", mount.toString());
    }

    @Test
    void aNamespaceThatOnlyAMountHoldsIsFoundAndRead() {
        try (var agent = Agent.start(settings())) {
            for (int i = 0; i < 3; i++) {
                assertThat(mounted(agent)).hasValueSatisfying(namespace -> {
                    assertThat(namespace.source()).isPresent();
                    assertThat(namespace.connections().orElseThrow().total()).isZero();
                    assertThat(namespace.sysctls()).containsKey("net.ipv4.ip_local_port_range");
                });
            }
        }
    }

    @Test
    void anotherNamespaceAtTheSameMountIsFound() throws Exception {
        try (var agent = Agent.start(settings())) {
            assertThat(mounted(agent)).isPresent();
            for (int i = 0; i < 20; i++) {
                run("umount", mount.toString());
                bind();

                assertThat(mounted(agent))
                        .as("after it was replaced %d times", i + 1)
                        .isPresent();
            }
        }
    }

    @Test
    void aFileThatIsNoMountIsPassedOver() throws Exception {
        Files.createFile(directory.resolve("left-behind"));

        try (var agent = Agent.start(settings())) {
            var report = agent.observe();

            assertThat(report.problems()).noneMatch(problem -> problem.contains("left-behind"));
            assertThat(mounted(agent)).isPresent();
        }
    }

    private void bind() throws Exception {
        // The mount is of the mount namespace that the agent is in, the network namespace of unshare's alone.
        run("unshare", "--net", "mount", "--bind", "/proc/self/ns/net", mount.toString());
    }

    /** Only that one has no process. */
    private static Optional<NamespaceReport> mounted(Agent agent) {
        return agent.observe().namespaces().stream()
                .filter(namespace -> namespace.pids().isEmpty())
                .findFirst();
    }

    private AgentSettings settings() {
        return new AgentSettings(
                Path.of("/proc"), directory, SourceChoice.AUTO, Selection.ALL, Duration.ofMinutes(1), 10);
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", List.of(command)) + ": " + output);
        }
    }
}
