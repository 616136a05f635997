package dev.connstate.diagnosis.symptom.timewait;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.symptom.ephemeralports.PortPressure;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Many connections rest in TIME_WAIT, 60 s each ({@code TCP_TIMEWAIT_LEN}). At a server that is memory and nothing else: a
 * new SYN of the same client is accepted straight from TIME_WAIT ({@code tcp_timewait_state_process}). At a client each
 * holds an ephemeral port; when these become scarce it is {@code ephemeral-port-exhaustion}, and no longer told here.
 */
public final class TimeWaitPileUp implements Symptom {
    static final String NAME = "time-wait-pile-up";

    /** Some 17 connections a second that end here. */
    private static final long MANY = 1000;

    /** Half of the ports: the rest is gone when the load doubles. In percent. */
    private static final int HALFWAY = 50;

    private static final long SECONDS = 60;

    private static final List<Refusal> NEVER = List.of(
            Refusals.TCP_FIN_TIMEOUT_FOR_TIME_WAIT,
            Refusals.TCP_MAX_TW_BUCKETS_LOWER,
            Refusals.TCP_TW_RECYCLE,
            Refusals.LINGER_ZERO);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(TimeWaitSide.values()).map(TimeWaitSide::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return TimeWaitLabs.PILE_UP;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return Stream.concat(servers(seen), clients(seen));
    }

    private static Stream<Verdict> servers(NamespaceWindow seen) {
        if (seen.now().listeners().stream().noneMatch(TimeWaitPileUp::hasMany)) {
            return Stream.empty();
        }
        var points = new HashSet<String>();
        return seen.listeners().stream()
                .filter(listener -> listener.lastsInTables(TimeWaitPileUp::hasMany))
                .filter(listener -> points.add(at(listener.now())))
                .map(listener -> ofServer(seen, listener.now()));
    }

    private static Stream<Verdict> clients(NamespaceWindow seen) {
        return seen.now().destinations().stream()
                .filter(TimeWaitPileUp::isNoReuse)
                .map(seen::over)
                .filter(over -> over.lasts(TimeWaitPileUp::isNoReuse) && !over.lasts(it -> isScarce(seen, it)))
                .map(over -> ofClient(seen, over.now()));
    }

    private static boolean hasMany(Listener listener) {
        return listener.connections().map(TimeWaitSide::of).orElse(0L) >= MANY;
    }

    /** More rest than live; what gets no answer does not. */
    private static boolean isNoReuse(Destination destination) {
        long timeWait = TimeWaitSide.of(destination.connections());
        long unanswered = destination.connections().of(TcpState.SYN_SENT);
        return timeWait >= MANY && timeWait * 2 >= destination.connections().total() - unanswered;
    }

    private static boolean isScarce(NamespaceWindow seen, Destination destination) {
        return PortPressure.of(seen, destination).isAtLeast(PortPressure.WARNING);
    }

    private static Verdict ofServer(NamespaceWindow seen, Listener listener) {
        long timeWait = TimeWaitSide.of(listener.connections().orElseThrow());
        var side = TimeWaitSide.SERVER_CLOSES_FIRST;
        var advice = new ArrayList<Advice>();
        advice.add(Advice.nothing(
                "Leave it: TIME_WAIT of a server takes no port and refuses no client, and no sysctl is called for."));
        advice.addAll(side.fewer());
        var refused = new ArrayList<>(NEVER);
        refused.addFirst(Refusals.TCP_TW_REUSE_ON_SERVER);
        return new Verdict(
                NAME,
                side.label(),
                Severity.INFO,
                Confidence.HIGH,
                Subject.of(seen.now(), listener),
                "%d connections to %s rest in TIME_WAIT because the server closes first, which is harmless."
                        .formatted(timeWait, at(listener)),
                evidence(seen, "TIME_WAIT at " + at(listener), timeWait),
                advice,
                refused);
    }

    private static Verdict ofClient(NamespaceWindow seen, Destination destination) {
        long timeWait = TimeWaitSide.of(destination.connections());
        var side = TimeWaitSide.NO_CONNECTION_REUSE;
        var pressure = PortPressure.of(seen, destination);
        var to = destination.address().withPort(destination.port());
        var evidence = new ArrayList<>(evidence(seen, "TIME_WAIT towards " + to, timeWait));
        pressure.usable()
                .ifPresent(usable -> evidence.add(new Evidence(
                        "ephemeral ports in use towards it", "%d of %d".formatted(destination.portsUsed(), usable))));
        seen.sysctl("net.ipv4.tcp_tw_reuse")
                .ifPresent(value -> evidence.add(new Evidence("net.ipv4.tcp_tw_reuse", value)));
        return new Verdict(
                NAME,
                side.label(),
                pressure.isAtLeast(HALFWAY) ? Severity.WARNING : Severity.INFO,
                !pressure.isAtLeast(HALFWAY) || PortPressure.isSurely(HALFWAY, seen, destination)
                        ? Confidence.HIGH
                        : Confidence.MEDIUM,
                Subject.of(seen.now(), destination),
                "Connections to %s are closed by the client and not used again: %d rest in TIME_WAIT, each with an ephemeral port."
                        .formatted(to, timeWait),
                evidence,
                side.fewer(),
                NEVER);
    }

    private static List<Evidence> evidence(NamespaceWindow seen, String what, long timeWait) {
        return List.of(
                new Evidence(
                        what,
                        "%d (what %d connections a second leave there, for %d s each)"
                                .formatted(timeWait, timeWait / SECONDS, SECONDS)),
                seen.growth("TcpExt.TW"));
    }

    private static String at(Listener listener) {
        return listener.address().withPort(listener.port());
    }
}
