package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Churn;
import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Footprint;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.agent.testing.Wait;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class VanishingIT {
    @ParameterizedTest
    @EnumSource
    void lookingKeepsNoNamespaceAlive(SourceChoice source) throws Exception {
        try (var stays = new TestNamespace()) {
            var goes = new TestNamespace();
            try (var agent = Agent.start(Looks.settings(source, stays, goes))) {
                stays.run(
                        "ip", "link", "add", "here", "type", "veth", "peer", "name", "there", "netns", "" + goes.pid());
                for (int i = 0; i < 3; i++) {
                    assertThat(agent.observe().namespaces()).hasSize(2);
                }

                goes.close();

                // A veth goes with its other end, whose namespace goes with its last user.
                Wait.until("the veth is gone", () -> !stays.run("ip", "link").contains("here"));
                assertThat(agent.observe().namespaces())
                        .extracting(NamespaceReport::id)
                        .containsExactly(stays.id());
            } finally {
                goes.close();
            }
        }
    }

    @Test
    void aThousandLooksWhileNamespacesComeAndGoLeaveNothingBehind() throws Exception {
        try (var stays = new TestNamespace();
                var sockets = new Sockets(stays, Family.IPV4);
                var agent = Agent.start(everything())) {
            sockets.pair(sockets.listen(7000, 16));
            churned(agent, stays, 100); // what is loaded and cached once is there
            var before = Footprint.now();

            churned(agent, stays, 1000);

            // Not while namespaces are made: what that has open is not the agent's.
            before.assertNotExceededBy(Footprint.now());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNamespaceWhoseFirstProcessEndedIsReadByTheNext(SourceChoice source) throws Exception {
        // The shell becomes a process that waits for nobody, so its child stays a zombie: a pid without a namespace.
        var parent = new ProcessBuilder("sh", "-c", "unshare --net sleep 1000 & echo $! && exec cat").start();
        int first = Integer.parseInt(parent.inputReader().readLine());
        long own = id(ProcessHandle.current().pid());
        Wait.until("the namespace is there", () -> id(first) != own);
        var second = new ProcessBuilder("nsenter", "--net=/proc/%d/ns/net".formatted(first), "cat").start();
        Wait.until("the second process is inside", () -> id(second.pid()) == id(first));
        var settings = new AgentSettings(
                Path.of("/proc"),
                Looks.NO_MOUNTS,
                source,
                new Selection(Set.of(id(first)), Set.of()),
                Duration.ZERO,
                10);
        try (var agent = Agent.start(settings)) {
            assertThat(onlyPids(agent.observe())).containsExactly(first, (int) second.pid());

            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Wait.until("the first process is a zombie", () -> !Files.exists(Path.of("/proc/" + first, "net/tcp")));

            var report = agent.observe();
            assertThat(onlyPids(report)).containsExactly((int) second.pid());
            assertThat(report.problems()).isEmpty();
        } finally {
            second.getOutputStream().close();
            second.waitFor();
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
            parent.getOutputStream().close();
            parent.waitFor();
        }
    }

    private static List<Integer> onlyPids(NodeReport report) {
        assertThat(report.namespaces()).hasSize(1);
        return report.namespaces().getFirst().pids();
    }

    private static void churned(Agent agent, TestNamespace stays, int rounds) {
        try (var churn = new Churn()) {
            long seen = look(agent, stays, rounds);
            assertThat(churn.comings()).isGreaterThan(rounds / 10);
            assertThat(seen).as("namespaces that came and went").isGreaterThan(rounds / 20);
        }
    }

    /** How often another namespace than the one that stays was seen. */
    private static long look(Agent agent, TestNamespace stays, int rounds) {
        long others = 0;
        for (int i = 0; i < rounds; i++) {
            var report = agent.observe();
            assertThat(report.problems()).allMatch(VanishingIT::isOfOthers);
            assertThat(Looks.of(stays, report).connections().orElseThrow().of(TcpState.ESTABLISHED))
                    .isEqualTo(2);
            others += report.namespaces().stream()
                    .filter(it -> it.kind() == NamespaceKind.OTHER && it.id() != stays.id())
                    .count();
        }
        return others;
    }

    /** Owners are sought among all processes of the machine, not all of which a container's root may read. */
    private static boolean isOfOthers(String problem) {
        return problem.startsWith("the owner of");
    }

    private static AgentSettings everything() {
        return new AgentSettings(
                Path.of("/proc"), Looks.NO_MOUNTS, SourceChoice.AUTO, Selection.ALL, Duration.ofSeconds(15), 10);
    }

    private static long id(long pid) throws Exception {
        return (Long) Files.getAttribute(Path.of("/proc/%d/net/tcp".formatted(pid)), "unix:ino");
    }
}
