package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.AgentCost.SourceCost;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsRoot
class BeatIT {
    private static final int PORT = 7000;
    private static final Duration LONG = Duration.ofMinutes(10);

    private TestNamespace namespace;
    private Sockets sockets;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws Exception {
        namespace = new TestNamespace();
        sockets = new Sockets(namespace, Family.IPV4);
        server = sockets.listen(PORT, 16);
        sockets.pair(server);
    }

    @AfterEach
    void close() throws Exception {
        sockets.close();
        namespace.close();
    }

    @Test
    void tablesAreNotWalkedWhileNothingMoves() {
        try (var agent = agent(LONG)) {
            var first = agent.observe();
            for (int i = 0; i < 5; i++) {
                var next = agent.observe();

                assertThat(tablesTakenAt(next)).isEqualTo(tablesTakenAt(first));
                assertThat(walks(next)).isEqualTo(1);
                assertThat(Looks.of(namespace, next).connections())
                        .isEqualTo(Looks.of(namespace, first).connections());
            }
        }
    }

    @Test
    void anOpenedAndAClosedConnectionAreSeenAtOnce() throws Exception {
        try (var agent = agent(LONG)) {
            agent.observe();

            var pair = sockets.pair(server);
            var opened = agent.observe();
            assertThat(walks(opened)).isEqualTo(2);
            assertThat(count(opened, TcpState.ESTABLISHED)).isEqualTo(4);

            pair.client().close();
            pair.server().close();
            var closed = agent.observe();
            assertThat(walks(closed)).isEqualTo(3);
            assertThat(count(closed, TcpState.ESTABLISHED)).isEqualTo(2);
            assertThat(count(closed, TcpState.TIME_WAIT)).isEqualTo(1);
        }
    }

    @Test
    void tablesAreWalkedWhenTheirDeadlinePassed() throws Exception {
        try (var agent = agent(Duration.ofMillis(300))) {
            var first = agent.observe();
            assertThat(walks(first)).isEqualTo(1);

            Thread.sleep(350);

            var next = agent.observe();
            assertThat(walks(next)).isEqualTo(2);
            assertThat(tablesTakenAt(next)).isAfter(tablesTakenAt(first));
        }
    }

    @Test
    void aQueueIsOfTheLookEvenWhenTheTablesAreNot() throws Exception {
        sockets.connect(PORT);
        try (var agent = agent(LONG)) {
            var first = agent.observe();
            assertThat(queueLength(first)).isEqualTo(1);

            sockets.accept(server); // moves no counter: the connection was there before

            var next = agent.observe();
            assertThat(queueLength(next)).isZero();
            assertThat(tablesTakenAt(next)).isEqualTo(tablesTakenAt(first));
        }
    }

    @Test
    void aNewListenerIsThereAtOnce() throws Exception {
        try (var agent = agent(LONG)) {
            agent.observe();

            sockets.listen(PORT + 1, 16);

            var next = agent.observe();
            assertThat(count(next, TcpState.LISTEN)).isEqualTo(2);
            assertThat(Looks.listener(Looks.of(namespace, next), PORT + 1).connections())
                    .isPresent();
        }
    }

    private Agent agent(Duration tablesDeadline) {
        return Agent.start(Looks.settings(SourceChoice.NETLINK, tablesDeadline, List.of(namespace)));
    }

    private Instant tablesTakenAt(NodeReport report) {
        return Looks.of(namespace, report).tablesTakenAt().orElseThrow();
    }

    private long count(NodeReport report, TcpState state) {
        return Looks.of(namespace, report).connections().orElseThrow().of(state);
    }

    private long queueLength(NodeReport report) {
        return Looks.listener(Looks.of(namespace, report), PORT).acceptQueue().length();
    }

    private static long walks(NodeReport report) {
        return report.cost().sources().stream()
                .filter(source -> source.name().equals("netlink"))
                .mapToLong(SourceCost::reads)
                .sum();
    }
}
