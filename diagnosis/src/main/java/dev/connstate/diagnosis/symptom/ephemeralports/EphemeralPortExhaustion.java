package dev.connstate.diagnosis.symptom.ephemeralports;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.DestinationWindow;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.PortUse;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * connect(2) gives each (source address, destination address and port) every ephemeral port once
 * ({@code __inet_hash_connect}). When none is left it fails with EADDRNOTAVAIL and no counter moves, not even ActiveOpens:
 * it can only be seen coming. bind(2) to port 0 takes a port for all destinations ({@code inet_csk_get_port}).
 */
public final class EphemeralPortExhaustion implements Symptom {
    static final String NAME = "ephemeral-port-exhaustion";

    /** As many ports as connections, in percent: a few of them may be another program's, which does not bind. */
    private static final long UNSHARED_PERCENT = 95;

    /** So many connections to all but the biggest destination, in percent of the ports, would have to share with it. */
    private static final long OTHERS_PERCENT = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(PortCause.values()).map(PortCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return PortLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        var scarce = seen.now().destinations().stream()
                .filter(destination -> isScarce(seen, destination))
                .map(seen::over)
                .filter(over -> over.lasts(destination -> isScarce(seen, destination)))
                .map(over -> ofDestination(seen, over))
                .toList();
        return scarce.isEmpty() && seen.lastsInTables(EphemeralPortExhaustion::isBoundUp)
                ? seen.now().ports().stream().map(ports -> ofNamespace(seen, ports))
                : scarce.stream();
    }

    private static boolean isScarce(NamespaceWindow seen, Destination destination) {
        // Of most that can be said at once.
        boolean mayBe = new PortPressure(destination.portsUsed(), destination.portsUsable(), false)
                .isAtLeast(PortPressure.WARNING);
        return mayBe && PortPressure.of(seen, destination).isAtLeast(PortPressure.WARNING);
    }

    /** Among several destinations connect(2) alone would have shared many of so many ports. */
    private static boolean isBoundUp(NamespaceReport report) {
        return report.ports()
                .filter(ports -> pressure(ports).isAtLeast(PortPressure.WARNING))
                .filter(ports -> ports.distinct() * 100L >= ports.connections() * UNSHARED_PERCENT)
                .filter(ports ->
                        beyondBiggest(report, ports) * 100 >= ports.usable().orElse(0) * OTHERS_PERCENT)
                .isPresent();
    }

    private static long beyondBiggest(NamespaceReport report, PortUse ports) {
        return ports.connections()
                - report.destinations().stream()
                        .mapToInt(Destination::portsUsed)
                        .max()
                        .orElse(0);
    }

    private static PortPressure pressure(PortUse ports) {
        return new PortPressure(ports.distinct(), ports.usable(), false);
    }

    private static Verdict ofDestination(NamespaceWindow seen, DestinationWindow over) {
        var now = over.now();
        var pressure = PortPressure.of(seen, now);
        var cause = PortCause.of(pressure, now.connections());
        var rate =
                PortRate.of(seen, pressure, pressure.reusesTimeWait() ? OptionalDouble.empty() : over.portsPerSecond());
        var way = "from %s to %s".formatted(now.source(), now.address().withPort(now.port()));
        var what = cause == PortCause.TIME_WAIT
                ? "most of them resting in TIME_WAIT, which allows %s".formatted(rate.sustainable())
                : "most by open connections";
        boolean isSure = PortPressure.isSurely(
                pressure.isAtLeast(PortPressure.CRITICAL) ? PortPressure.CRITICAL : PortPressure.WARNING, seen, now);
        return verdict(
                seen,
                cause,
                pressure,
                isSure ? Confidence.HIGH : Confidence.MEDIUM,
                Subject.of(seen.now(), now),
                "%d %% of the %d ephemeral ports %s are taken, %s%s."
                        .formatted(pressure.percent(), rate.usable(), way, what, rate.outlook()),
                List.of(
                        new Evidence("ephemeral ports taken " + way, taken(pressure)),
                        new Evidence("their connections", states(now.connections())),
                        rate.rate(),
                        rate.timeLeft()));
    }

    private static Verdict ofNamespace(NamespaceWindow seen, PortUse ports) {
        var pressure = pressure(ports);
        var rate = PortRate.of(seen, pressure, OptionalDouble.empty());
        return verdict(
                seen,
                PortCause.BOUND_PORTS,
                pressure,
                Confidence.HIGH,
                Subject.of(seen.now()),
                "%d %% of the %d ephemeral ports are taken by connections that share none, though they go to different destinations: their sockets are bound before connect(2)."
                        .formatted(pressure.percent(), rate.usable()),
                List.of(
                        new Evidence("ephemeral ports taken", taken(pressure)),
                        new Evidence("outgoing connections on them", Long.toString(ports.connections())),
                        rate.rate()));
    }

    private static Verdict verdict(
            NamespaceWindow seen,
            PortCause cause,
            PortPressure pressure,
            Confidence confidence,
            Subject subject,
            String summary,
            List<Evidence> numbers) {
        var evidence = new ArrayList<>(numbers);
        evidence.add(seen.growth("Tcp.ActiveOpens"));
        for (var setting : List.of("net.ipv4.ip_local_port_range", "net.ipv4.tcp_tw_reuse")) {
            seen.sysctl(setting).ifPresent(value -> evidence.add(new Evidence(setting, value)));
        }
        return new Verdict(
                NAME,
                cause.label(),
                pressure.isAtLeast(PortPressure.CRITICAL) ? Severity.CRITICAL : Severity.WARNING,
                confidence,
                subject,
                summary,
                evidence,
                cause.advice(seen),
                cause.refused(seen));
    }

    private static String taken(PortPressure pressure) {
        return "%d of %d (%d %%)".formatted(pressure.held(), pressure.usable().orElse(0), pressure.percent());
    }

    private static String states(ConnectionCounts connections) {
        return TcpState.ALL.stream()
                .filter(state -> connections.of(state) > 0)
                .map(state -> "%s %d".formatted(state, connections.of(state)))
                .collect(Collectors.joining(", "));
    }
}
