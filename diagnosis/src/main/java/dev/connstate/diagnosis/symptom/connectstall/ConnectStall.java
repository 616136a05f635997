package dev.connstate.diagnosis.symptom.connectstall;

import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Destination;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * connect(2) hangs: a SYN got no answer and was sent again ({@code tcp_retransmit_timer}), after a second for the first
 * time. A refusal would have been a RST, which leaves nothing behind; a program that gives up within that second
 * neither.
 */
public final class ConnectStall implements Symptom {
    static final String NAME = "connect-stall";

    /** More destinations than this that do not answer are told as one finding: what is wrong is on this side. */
    private static final int EACH = 5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(StallCause.values()).map(StallCause::label).toList();
    }

    @Override
    public List<Lab> labs() {
        return ConnectLabs.ALL;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        var unanswered = seen.now().destinations().stream()
                .filter(to -> to.synRetransmitted() > 0)
                .toList();
        if (unanswered.isEmpty()) {
            return Stream.empty();
        }
        return unanswered.stream()
                .filter(to -> seen.over(to).lasts(it -> it.synRetransmitted() > 0))
                .map(to -> Stall.of(seen, to))
                .collect(
                        Collectors.groupingBy(Stall::cause, () -> new EnumMap<>(StallCause.class), Collectors.toList()))
                .values()
                .stream()
                .flatMap(stalls -> stalls.size() > EACH
                        ? Stream.of(ofAll(seen, stalls))
                        : stalls.stream().map(ConnectStall::ofOne));
    }

    private static Verdict ofOne(Stall stall) {
        return verdict(
                stall.seen(),
                stall,
                stall.severity(),
                Subject.of(stall.seen().now(), stall.to()),
                stall.summary(),
                stall.evidence());
    }

    private static Verdict ofAll(NamespaceWindow seen, List<Stall> stalls) {
        var worst = stalls.stream()
                .sorted(Comparator.comparingLong(Stall::count).reversed())
                .toList();
        long count = stalls.stream().mapToLong(Stall::count).sum();
        var evidence = new ArrayList<Evidence>();
        worst.stream()
                .limit(EACH)
                .forEach(stall -> evidence.add(stall.evidence().getFirst()));
        evidence.add(new Evidence("destinations that do not answer", Integer.toString(stalls.size())));
        return verdict(
                seen,
                worst.getFirst(),
                severity(seen, stalls),
                Subject.of(seen.now()),
                "%d connections to %d destinations get no answer though the SYN was sent again: %s."
                        .formatted(count, stalls.size(), why(worst.getFirst().cause())),
                evidence);
    }

    private static String why(StallCause cause) {
        return switch (cause) {
            case SILENT_DROP -> "so many at once speak for this side, its way out or a NetworkPolicy";
            case REMOTE_QUEUE_FULL -> "the full accept queues of those who listen there drop them";
            case CONNTRACK_FULL -> "the connection tracking table on the way has no room for another connection";
        };
    }

    /** A crawler always has some; when nothing at all gets out, everything is lost. */
    private static Severity severity(NamespaceWindow seen, List<Stall> stalls) {
        boolean nothingGetsOut = Stream.concat(
                        seen.now().destinations().stream().map(Destination::connections),
                        Stream.of(seen.now().omitted().connections()))
                .allMatch(them -> them.total() == them.of(TcpState.SYN_SENT));
        var least = nothingGetsOut ? Severity.CRITICAL : Severity.WARNING;
        return Stream.concat(Stream.of(least), stalls.stream().map(Stall::severity))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Verdict verdict(
            NamespaceWindow seen,
            Stall stall,
            Severity severity,
            Subject subject,
            String summary,
            List<Evidence> numbers) {
        var evidence = new ArrayList<>(numbers);
        evidence.add(seen.growth("TcpExt.TCPSynRetrans"));
        for (var setting : List.of("net.ipv4.tcp_syn_retries", "net.ipv4.tcp_syn_linear_timeouts")) {
            seen.sysctl(setting).ifPresent(value -> evidence.add(new Evidence(setting, value)));
        }
        var confidence = subject.destination().isPresent() ? stall.confidence() : Confidence.MEDIUM;
        return new Verdict(
                NAME,
                stall.cause().label(),
                severity,
                confidence,
                subject,
                summary,
                evidence,
                stall.advice(),
                refused(stall.cause()));
    }

    private static List<Refusal> refused(StallCause cause) {
        return switch (cause) {
            case SILENT_DROP -> List.of(Refusals.TCP_SYN_RETRIES);
            case REMOTE_QUEUE_FULL -> List.of(Refusals.TCP_SYN_RETRIES, Refusals.TCP_MAX_SYN_BACKLOG_FOR_ACCEPT_QUEUE);
            case CONNTRACK_FULL ->
                List.of(
                        Refusals.TCP_SYN_RETRIES,
                        Refusals.NF_CONNTRACK_MAX_IN_POD,
                        Refusals.CONNTRACK_ESTABLISHED_SMALL);
        };
    }
}
