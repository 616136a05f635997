package dev.connstate.diagnosis.symptom.timewait;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.NamespaceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * As many connections rest in TIME_WAIT as {@code tcp_max_tw_buckets} allows: from then on they end without it
 * ({@code tcp_time_wait}: TCPTimeWaitOverflow, which also counts where there is no memory). Orphaned FIN_WAIT2 are among
 * them, as they are in sockstat's tw.
 */
public final class TimeWaitBucketOverflow implements Symptom {
    static final String NAME = "time-wait-bucket-overflow";
    private static final String OVERFLOW = "TcpExt.TCPTimeWaitOverflow";
    private static final String BUCKETS = "net.ipv4.tcp_max_tw_buckets";

    /** In percent of the buckets. */
    private static final long NEARLY_FULL = 90;

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
        return TimeWaitLabs.OVERFLOW;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return seen.hasMoved(OVERFLOW) || seen.lasts(report -> isNearlyFull(seen, report))
                ? Stream.of(verdict(seen))
                : Stream.empty();
    }

    private static boolean isNearlyFull(NamespaceWindow seen, NamespaceReport report) {
        var used = used(report);
        var buckets = seen.number(BUCKETS);
        return used.isPresent() && buckets.orElse(0) > 0 && used.getAsLong() * 100 >= buckets.getAsLong() * NEARLY_FULL;
    }

    private static OptionalLong used(NamespaceReport report) {
        return report.sockstat().of("TCP.tw");
    }

    private static Verdict verdict(NamespaceWindow seen) {
        var byTables = TimeWaitSide.ofTables(seen.now());
        var side = byTables.orElseGet(() -> TimeWaitSide.ofCounters(seen));
        return new Verdict(
                NAME,
                side.label(),
                seen.hasMoved(OVERFLOW) ? Severity.WARNING : Severity.INFO,
                byTables.isPresent() ? Confidence.HIGH : Confidence.LOW,
                Subject.of(seen.now()),
                summary(seen, side),
                evidence(seen),
                advice(seen, side),
                List.of(
                        Refusals.TCP_MAX_TW_BUCKETS_LOWER,
                        Refusals.TCP_TW_RECYCLE,
                        Refusals.TCP_FIN_TIMEOUT_FOR_TIME_WAIT,
                        Refusals.LINGER_ZERO));
    }

    private static String summary(NamespaceWindow seen, TimeWaitSide side) {
        var who = switch (side) {
            case SERVER_CLOSES_FIRST -> "servers here close so many connections first";
            case NO_CONNECTION_REUSE -> "clients here close so many connections and open new ones";
        };
        return seen.hasMoved(OVERFLOW)
                ? "Connections end without TIME_WAIT, so that late segments may hit their successors: %s that tcp_max_tw_buckets is reached."
                        .formatted(who)
                : "TIME_WAIT comes near tcp_max_tw_buckets: %s.".formatted(who);
    }

    private static List<Evidence> evidence(NamespaceWindow seen) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(seen.growth(OVERFLOW));
        used(seen.now()).ifPresent(used -> evidence.add(new Evidence("sockstat TCP tw", Long.toString(used))));
        seen.sysctl(BUCKETS).ifPresent(value -> evidence.add(new Evidence(BUCKETS, value)));
        if (seen.now().connections().isPresent()) {
            evidence.add(new Evidence(
                    "TIME_WAIT by side",
                    "%d at listeners, %d towards destinations"
                            .formatted(TimeWaitSide.atListeners(seen.now()), TimeWaitSide.atDestinations(seen.now()))));
        }
        evidence.add(seen.growth("TcpExt.TW"));
        return evidence;
    }

    private static List<Advice> advice(NamespaceWindow seen, TimeWaitSide side) {
        var advice = new ArrayList<>(side.fewer());
        Tuning.proposeTwice(
                        seen,
                        BUCKETS,
                        "Raise the limit while memory is not short: some 256 bytes of kernel memory for each connection.")
                .ifPresent(advice::add);
        return advice;
    }
}
