package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.operator.alert.expression.Formula;
import dev.connstate.operator.alert.expression.InvalidExpressionException;
import dev.connstate.operator.alert.signal.ConntrackUsage;
import dev.connstate.operator.alert.signal.EphemeralPortUsage;
import dev.connstate.operator.alert.signal.Expression;
import dev.connstate.operator.alert.signal.Findings;
import dev.connstate.operator.alert.signal.KernelCounter;
import dev.connstate.operator.alert.signal.ListenQueueOverflow;
import dev.connstate.operator.alert.signal.ListenQueueUsage;
import dev.connstate.operator.alert.signal.Measure;
import dev.connstate.operator.alert.signal.Reading;
import dev.connstate.operator.alert.signal.Retransmission;
import dev.connstate.operator.alert.signal.SocketStates;
import dev.connstate.operator.alert.signal.SynQueueUsage;
import dev.connstate.operator.alert.signal.UdpDrops;
import dev.connstate.operator.fleet.Growth;
import dev.connstate.report.NodeReport;
import dev.connstate.report.ReportArbitraries;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an agent says, each signal has a reading, and a sentence when it has none. */
class AnyReportTest {
    private static final List<Measure> MEASURES = Stream.concat(
                    Stream.of(OptionalInt.empty(), OptionalInt.of(8080))
                            .flatMap(port -> Stream.of(
                                    new ListenQueueUsage(port),
                                    new ListenQueueOverflow(port),
                                    new SynQueueUsage(port),
                                    new EphemeralPortUsage(Optional.empty(), port),
                                    new UdpDrops(port))),
                    Stream.of(
                            new SocketStates(Set.of(TcpState.CLOSE_WAIT)),
                            new SocketStates(Set.copyOf(TcpState.ALL)),
                            new ConntrackUsage(),
                            new Retransmission(),
                            new KernelCounter("TcpExt.ListenOverflows"),
                            new Findings(Set.of(), Severity.INFO),
                            expression("target.states.closeWait"),
                            expression("target.perMinute['TcpExt.ListenOverflows'] / target.perMinute['Tcp.OutSegs']"),
                            expression("target.listeners.exists(l, l.queue * 100 / l.queueLimit > 90)"),
                            expression("target.destinations.filter(d, d.portUsage > 80.0).size()"),
                            expression("target.closeWait.all(h, h.process.startsWith('a') && h.count < 5)"),
                            expression("target.udp[0].dropsPerMinute + target.conntrack.usage"),
                            expression("int(target.sysctls['net.core.somaxconn']) - target.sockstat['TCP.tw']")))
            .map(Measure.class::cast)
            .toList();

    @Property(tries = 150)
    void isRead(@ForAll("reports") NodeReport before, @ForAll("reports") NodeReport now) {
        for (var namespace : now.namespaces()) {
            var sightings = Stream.concat(
                    Stream.of(Seen.alone(namespace)),
                    before.namespaces().stream().map(it -> Seen.after(it, interval(before, now), namespace)));
            assertThat(sightings).allSatisfy(sighting -> MEASURES.forEach(measure -> isSaid(measure.read(sighting))));
        }
    }

    @Property(tries = 150)
    void allRatesAreThoseOfEach(@ForAll("reports") NodeReport before, @ForAll("reports") NodeReport now) {
        for (var namespace : now.namespaces()) {
            before.namespaces().forEach(it -> {
                var growth = new Growth(Before.of(it), namespace, Duration.ofMinutes(1));
                var each = namespace.counters().names().stream()
                        .filter(name -> growth.of(name).isPresent())
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> growth.perMinute(growth.of(name).getAsLong())));
                assertThat(growth.rates()).isEqualTo(each);
            });
        }
    }

    private static void isSaid(Reading reading) {
        switch (reading) {
            case Reading.Value it -> assertThat(Double.isFinite(it.amount())).isTrue();
            case Reading.Absent it -> assertThat(it.reason()).isNotBlank().doesNotContain("\n");
            case Reading.Unknown it -> assertThat(it.reason()).isNotBlank();
        }
    }

    private static Duration interval(NodeReport before, NodeReport now) {
        return Duration.between(before.takenAt(), now.takenAt());
    }

    private static Measure expression(String cel) {
        try {
            return new Expression(Formula.of(cel));
        } catch (InvalidExpressionException e) {
            throw new AssertionError(cel, e);
        }
    }

    @Provide
    Arbitrary<NodeReport> reports() {
        return ReportArbitraries.reports(
                Arbitraries.of(
                        "TcpExt.ListenOverflows",
                        "Tcp.OutSegs",
                        "Tcp.RetransSegs",
                        "Udp.RcvbufErrors",
                        "Udp6RcvbufErrors",
                        "TCP.tw",
                        "net.core.somaxconn",
                        "net.ipv4.tcp_syncookies",
                        "net.ipv4.tcp_max_syn_backlog"),
                ReportArbitraries.instants(
                        Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z")));
    }
}
