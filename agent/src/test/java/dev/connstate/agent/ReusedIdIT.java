package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel gives a new namespace the lowest free number, as a rule that of one that has just ended. */
@NeedsRoot
class ReusedIdIT {
    private static final String RANGE = "net.ipv4.ip_local_port_range";
    private static final int ATTEMPTS = 10;

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NETLINK"})
    void aNamespaceIsNotTakenForTheOneThatHadItsNumberBefore(SourceChoice source) throws Exception {
        var everything =
                new AgentSettings(Path.of("/proc"), Looks.NO_MOUNTS, source, Selection.ALL, Duration.ofMinutes(10), 10);
        try (var agent = Agent.start(everything)) {
            for (int i = 0; i < ATTEMPTS; i++) {
                long id;
                letTheKernelCleanUp(i);
                try (var first = new TestNamespace()) {
                    id = first.id();
                    first.sysctl(RANGE, "40000 40099");
                    assertThat(Looks.of(first, agent.observe()).sysctls()).containsEntry(RANGE, "40000 40099");
                }
                letTheKernelCleanUp(i);
                try (var second = new TestNamespace()) {
                    if (second.id() == id) {
                        assertThat(Looks.of(second, agent.observe()).sysctls()).containsEntry(RANGE, "32768 60999");
                        return;
                    }
                }
            }
            assumeTrue(false, "no namespace got the number of an earlier one");
        }
    }

    /** A namespace that ended keeps its numbers for a moment; longer on a busy machine. */
    private static void letTheKernelCleanUp(int attempt) throws InterruptedException {
        Thread.sleep(200L * (attempt + 1));
    }
}
