package dev.connstate.diagnosis.symptom.conntrack;

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
import dev.connstate.report.Conntrack;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Connection tracking has no room ({@code __nf_conntrack_alloc}: drop, or early_drop), or cannot enter a connection
 * ({@code nf_ct_resolve_clash}: insert_failed and, since about 5.7, drop too). Each namespace has a table of its own, and all
 * of them the one limit of the host. A pod without rules that track has none in it, and is never spoken of.
 */
public final class ConntrackPressure implements Symptom {
    static final String NAME = "conntrack-pressure";

    /** So full, in percent, it is full within minutes of a rush. */
    private static final int NEARLY_FULL = 80;

    /** A clash now and then is the price of NAT; so many in a window are felt. */
    private static final long MANY_CLASHES = 10;

    /** In so many intervals: not one accident. */
    private static final int LASTING_INTERVALS = 2;

    private static final List<String> LOSSES = List.of("drop", "early_drop", "insert_failed");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return Stream.of(TableCause.values()).map(TableCause::label).toList();
    }

    @Override
    public String stageOf(String cause) {
        return cause.equals(TableCause.TABLE_NEARLY_FULL.label()) ? TableCause.TABLE_FULL.label() : cause;
    }

    /** None: what fills or drops takes rules of netfilter and nf_conntrack_max, which is the host's. */
    @Override
    public List<Lab> labs() {
        return List.of();
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        return seen
                .now()
                .conntrack()
                .filter(ConntrackPressure::mayTell)
                .flatMap(_ -> TrackingTable.of(seen))
                .filter(table -> !table.rests() || table.wasFull(NEARLY_FULL))
                .flatMap(ConntrackPressure::verdict)
                .stream();
    }

    /** Of most tables one look says that there is nothing: they have room, and never lost anything. */
    private static boolean mayTell(Conntrack now) {
        return TrackingTable.isFull(now, NEARLY_FULL)
                || LOSSES.stream().anyMatch(loss -> now.counters().of(loss).orElse(0) != 0);
    }

    private static Optional<Verdict> verdict(TrackingTable table) {
        boolean evicts = table.moved("early_drop") > 0;
        boolean wasFull = evicts || table.wasFull(NEARLY_FULL);
        boolean drops = table.moved("drop") > 0;
        if (wasFull && drops) {
            return Optional.of(verdict(table, TableCause.TABLE_FULL, Severity.CRITICAL, Confidence.HIGH));
        } else if (evicts) {
            return Optional.of(verdict(table, TableCause.TABLE_FULL, Severity.WARNING, Confidence.HIGH));
        } else if (table.staysFull(NEARLY_FULL)) {
            return Optional.of(verdict(table, TableCause.TABLE_NEARLY_FULL, Severity.WARNING, Confidence.HIGH));
        } else if (isMany(table, "drop") || isMany(table, "insert_failed")) {
            return Optional.of(
                    table.moved("insert_failed") > 0
                            ? verdict(table, TableCause.NAT_CLASH, Severity.WARNING, Confidence.MEDIUM)
                            : verdict(table, TableCause.TABLE_FULL, Severity.WARNING, Confidence.LOW));
        }
        return Optional.empty();
    }

    private static boolean isMany(TrackingTable table, String counter) {
        return table.moved(counter) >= MANY_CLASHES && table.intervalsMoved(counter) >= LASTING_INTERVALS;
    }

    private static Verdict verdict(TrackingTable table, TableCause cause, Severity severity, Confidence confidence) {
        var seen = table.seen();
        return new Verdict(
                NAME,
                cause.label(),
                severity,
                confidence,
                Subject.of(seen.now()),
                cause.summary(seen, table.moved("drop") > 0),
                evidence(table),
                cause.advice(seen),
                refused(seen, cause));
    }

    private static List<Evidence> evidence(TrackingTable table) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(table.entries());
        evidence.addAll(table.growth(LOSSES));
        return evidence;
    }

    private static List<Refusal> refused(NamespaceWindow seen, TableCause cause) {
        var refused = new ArrayList<Refusal>();
        switch (cause) {
            case TABLE_FULL, TABLE_NEARLY_FULL -> {
                if (seen.now().kind() != NamespaceKind.HOST) {
                    refused.add(Refusals.NF_CONNTRACK_MAX_IN_POD);
                }
                refused.add(Refusals.CONNTRACK_ESTABLISHED_SMALL);
            }
            case NAT_CLASH -> refused.add(Refusals.NF_CONNTRACK_MAX_FOR_CLASHES);
        }
        return refused;
    }
}
