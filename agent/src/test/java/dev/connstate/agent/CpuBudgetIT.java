package dev.connstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.testing.Family;
import dev.connstate.agent.testing.Looks;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Sockets;
import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.report.AgentCost.SourceCost;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.TcpState;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at several namespaces that may cost nearly nothing. */
@NeedsRoot
class CpuBudgetIT {
    private static final int NAMESPACES = 8;
    private static final int PORT = 7000;

    /** So little that a minute of it is spent by the first walk. */
    private static final double NEARLY_NOTHING = 1e-7;

    private final List<TestNamespace> namespaces = new ArrayList<>();
    private final List<Sockets> sockets = new ArrayList<>();
    private final List<ServerSocketChannel> servers = new ArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        for (int i = 0; i < NAMESPACES; i++) {
            var namespace = new TestNamespace();
            namespaces.add(namespace);
            sockets.add(new Sockets(namespace, Family.IPV4));
            servers.add(sockets.getLast().listen(PORT, 16));
            sockets.getLast().pair(servers.getLast());
        }
    }

    @AfterEach
    void close() throws Exception {
        sockets.forEach(Sockets::close);
        for (var namespace : namespaces) {
            namespace.close();
        }
    }

    @Test
    void whatThereWasNoBudgetForIsUnknownAndTheRestOfTheLookIsThere() {
        try (var agent = agent(NEARLY_NOTHING, Duration.ofMinutes(10))) {
            var report = agent.observe();

            assertThat(report.namespaces()).hasSize(NAMESPACES).allSatisfy(it -> {
                assertThat(it.counters().of("Tcp.ActiveOpens")).hasValue(1);
                assertThat(it.listeners()).hasSize(1);
                assertThat(it.problems()).isEmpty();
                assertThat(it.tablesTakenAt().isPresent())
                        .isEqualTo(it.connections().isPresent());
                assertThat(it.source().isPresent()).isEqualTo(it.connections().isPresent());
            });
            assertThat(known(report)).hasSize(1);
            assertThat(walks(report)).isEqualTo(1);
        }
    }

    @Test
    void aTableThatIsNotReadAgainKeepsItsAgeWhileCountersAreNew() throws Exception {
        try (var agent = agent(NEARLY_NOTHING, Duration.ofMinutes(10))) {
            var first = known(agent.observe()).getFirst();
            int which = namespaces.stream().map(TestNamespace::id).toList().indexOf(first.id());

            sockets.get(which).pair(servers.get(which));
            var next = Looks.of(namespaces.get(which), agent.observe());

            assertThat(next.counters().of("Tcp.ActiveOpens")).hasValue(2);
            assertThat(next.connections()).isEqualTo(first.connections());
            assertThat(next.tablesTakenAt()).isEqualTo(first.tablesTakenAt());
        }
    }

    @Test
    void beforeTheDeadlineEveryTableIsReadWhateverItCosts() throws Exception {
        var deadline = Duration.ofSeconds(2);
        try (var agent = agent(NEARLY_NOTHING, deadline)) {
            var start = agent.observe().takenAt();
            NodeReport report;
            do {
                Thread.sleep(100);
                report = agent.observe();
                for (var namespace : known(report)) {
                    var age = Duration.between(namespace.tablesTakenAt().orElseThrow(), report.takenAt());
                    assertThat(age).isLessThan(deadline.plusMillis(500));
                }
            } while (Duration.between(start, report.takenAt()).compareTo(deadline.multipliedBy(2)) < 0);

            assertThat(known(report)).hasSize(NAMESPACES);
            assertThat(known(report))
                    .allSatisfy(it -> assertThat(it.connections().orElseThrow().of(TcpState.ESTABLISHED))
                            .isEqualTo(2));
            assertThat(walks(report)).as("walks in two deadlines").isBetween(2L * NAMESPACES, 4L * NAMESPACES);
        }
    }

    @Test
    void whereItIsEnoughEveryTableIsReadAsIfThereWereNoLimit() {
        try (var agent = agent(1, Duration.ofMinutes(2))) {
            for (int look = 1; look <= 4; look++) {
                var report = agent.observe();

                assertThat(known(report)).hasSize(NAMESPACES);
                assertThat(walks(report)).isEqualTo((long) look * NAMESPACES);
            }
        }
    }

    @Test
    void theWalkInsideTheKernelWaitsForItsBudgetToo() throws Exception {
        try (var agent = agent(SourceChoice.BPF, NEARLY_NOTHING, Duration.ofMinutes(10))) {
            var first = agent.observe();
            sockets.getFirst().pair(servers.getFirst());
            var next = agent.observe();

            assertThat(known(first)).hasSize(NAMESPACES);
            assertThat(known(next)).hasSize(NAMESPACES);
            for (var namespace : namespaces) {
                var before = Looks.of(namespace, first);
                var after = Looks.of(namespace, next);
                assertThat(after.tablesTakenAt()).isEqualTo(before.tablesTakenAt());
                assertThat(after.connections()).isEqualTo(before.connections());
                assertThat(after.listeners()).hasSize(1);
                assertThat(after.problems()).isEmpty();
            }
            assertThat(Looks.of(namespaces.getFirst(), next).counters().of("Tcp.ActiveOpens"))
                    .hasValue(2);
        }
    }

    private Agent agent(double share, Duration deadline) {
        return agent(SourceChoice.NETLINK, share, deadline);
    }

    private Agent agent(SourceChoice source, double share, Duration deadline) {
        return Agent.start(
                Looks.settings(source, Duration.ZERO, namespaces).withCpuBudget(new CpuBudget(share, deadline)));
    }

    private static List<NamespaceReport> known(NodeReport report) {
        return report.namespaces().stream()
                .filter(it -> it.connections().isPresent())
                .toList();
    }

    private static long walks(NodeReport report) {
        return report.cost().sources().stream()
                .filter(source -> source.name().equals("netlink"))
                .mapToLong(SourceCost::reads)
                .sum();
    }
}
