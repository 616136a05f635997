package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Churn;
import dev.connstate.agent.testing.Crowd;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsRoot
class ManyNamespacesIT {
    private static final int NAMESPACES = 200;
    private static final int PAIRS = 25; // 50 sockets
    private static final int PORT = 7000;

    private static Crowd crowd;

    @BeforeAll
    static void make() throws Exception {
        crowd = Crowd.of(NAMESPACES, PORT, PAIRS);
    }

    @AfterAll
    static void remove() throws Exception {
        crowd.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BPF", "NETLINK", "PROC"})
    void oneLookCountsThemAll(SourceChoice source) {
        try (var agent = Agent.start(Looks.settings(source, Duration.ZERO, crowd.namespaces()))) {
            var report = agent.observe();

            assertThat(report.namespaces()).hasSize(NAMESPACES);
            assertAllCounted(report);
        }
    }

    @ParameterizedTest
    @CsvSource({"BPF, 20", "NETLINK, 20", "PROC, 4"}) // proc costs more than twice as much
    void thoseThatStayAreRightWhileOthersComeAndGo(SourceChoice source, int looks) {
        var everything =
                new AgentSettings(Path.of("/proc"), Looks.NO_MOUNTS, source, Selection.ALL, Duration.ZERO, 100);
        try (var agent = Agent.start(everything);
                var churn = new Churn()) {
            for (int i = 0; i < looks; i++) {
                assertAllCounted(agent.observe());
            }
            assertThat(churn.comings()).isPositive();
        }
    }

    private static void assertAllCounted(NodeReport report) {
        for (var namespace : crowd.namespaces()) {
            var seen = Looks.of(namespace, report);
            var counts = seen.connections().orElseThrow();
            assertThat(counts.of(TcpState.ESTABLISHED)).isEqualTo(2 * PAIRS);
            assertThat(counts.total()).isEqualTo(2 * PAIRS + 1);
            assertThat(seen.problems()).isEmpty();
            assertThat(seen.listeners())
                    .hasSize(1)
                    .first()
                    .satisfies(listener ->
                            assertThat(listener.acceptQueue().length()).isEqualTo(PAIRS));
        }
    }
}
