package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.Watch;
import dev.connstate.diagnosis.window.KnownSignals;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.ReportArbitraries;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a report says, there is an answer, and always the same: each number any 64 bits, each name any text, nothing
 * fitting to anything else. Of times those that a four-digit year has: no agent's clock shows others.
 */
class AnyReportTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Property(tries = 500)
    void isAnswered(@ForAll("reports") List<NodeReport> reports, @ForAll("paces") Pace pace) {
        assertThatCode(() -> diagnosed(pace, reports)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void isAnsweredAsALookAtTheSameNode(@ForAll("reports") List<NodeReport> reports, @ForAll("paces") Pace pace) {
        var same = sameNode(reports);
        assertThat(diagnosed(pace, same).findings())
                .isEqualTo(diagnosed(pace, same).findings());
    }

    @Property(tries = 300)
    void itsListenersAreKept(@ForAll("reports") List<NodeReport> reports) {
        var twice = sameNode(List.of(reports.getFirst(), reports.getFirst()));
        var watch = new Watch(Pace.DEFAULTS);
        watch.after(twice.getFirst(), false);
        var before = watch.after(twice.getLast(), false).orElseThrow();
        for (var namespace : twice.getLast().namespaces()) {
            assertThat(before.apply(namespace).orElseThrow().report().listeners())
                    .isEqualTo(namespace.listeners().stream()
                            .map(AnyReportTest::asKept)
                            .toList());
        }
    }

    private static Listener asKept(Listener it) {
        return new Listener(
                it.address(),
                it.port(),
                it.inode(),
                it.sharing(),
                it.acceptQueue(),
                it.synReceived(),
                it.halfOpen(),
                it.notAccepted(),
                it.drops(),
                it.connections().filter(counts -> counts.total() > counts.of(TcpState.ESTABLISHED)),
                Optional.empty());
    }

    @Property(tries = 200)
    void aReportAgainChangesNothing(@ForAll("cases") Case looks) {
        var course = Course.of(looks);
        var last = looks.looks().stream()
                .flatMap(look -> look.report().stream())
                .reduce((_, later) -> later)
                .orElseThrow();
        assertThat(course.diagnoses().getLast().after(last))
                .isSameAs(course.diagnoses().getLast());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Corpus.cases();
    }

    @Provide
    Arbitrary<List<NodeReport>> reports() {
        var names = new TreeSet<>(KnownSignals.NAMES);
        names.addAll(Case.settings());
        names.addAll(List.of("TCP.orphan", "TCP.mem", "UDP.mem", "TCP.tw", "drop", "early_drop", "insert_failed"));
        return ReportArbitraries.reports(
                        Arbitraries.of(names),
                        ReportArbitraries.instants(
                                Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Pace> paces() {
        return Arbitraries.of(
                Pace.DEFAULTS,
                Pace.at(Duration.ofSeconds(1)),
                Pace.DEFAULTS.withIdleLimit(Optional.of(Duration.ofSeconds(350))));
    }

    private static Diagnosis diagnosed(Pace pace, List<NodeReport> reports) {
        var diagnosis = Diagnosis.of(pace, reports.getFirst());
        for (var report : reports) {
            diagnosis = diagnosis.after(report);
        }
        return diagnosis;
    }

    /** As they would come one after the other, so that there is something to be compared. */
    private static List<NodeReport> sameNode(List<NodeReport> reports) {
        var first = reports.getFirst();
        return IntStream.range(0, reports.size())
                .mapToObj(i -> new NodeReport(
                        first.node(),
                        first.takenAt().plus(INTERVAL.multipliedBy(i)),
                        reports.get(i).host(),
                        sameNamespaces(reports.get(i).namespaces()),
                        List.of(),
                        first.cost()))
                .toList();
    }

    private static List<NamespaceReport> sameNamespaces(List<NamespaceReport> namespaces) {
        return IntStream.range(0, namespaces.size())
                .mapToObj(i -> withId(namespaces.get(i), i))
                .toList();
    }

    private static NamespaceReport withId(NamespaceReport it, long id) {
        return new NamespaceReport(
                id,
                it.kind(),
                it.pids(),
                it.process(),
                it.pod(),
                it.source(),
                it.tablesTakenAt(),
                it.connections(),
                it.counters(),
                it.sockstat(),
                it.conntrack(),
                it.sysctls(),
                it.addresses(),
                it.listeners(),
                it.destinations(),
                it.ports(),
                it.closeWait(),
                it.closing(),
                it.idle(),
                it.udp(),
                it.detachedSockets(),
                it.detached(),
                it.omitted(),
                it.problems());
    }
}
