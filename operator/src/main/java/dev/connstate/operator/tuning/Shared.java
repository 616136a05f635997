package dev.connstate.operator.tuning;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding that some targets share: the same symptom of the same cause.
 *
 * @param worst of those that are about it
 * @param target who has the worst
 * @param targets how many have it
 * @param since when the first of them had it
 */
record Shared(Finding worst, Target target, int targets, Instant since) {
    private static final Comparator<Finding> MILDEST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.verdict().severity())
            .thenComparing(finding -> finding.verdict().confidence());
    private static final Comparator<Shared> WORST_FIRST = Comparator.comparing(Shared::worst, MILDEST_FIRST)
            .reversed()
            .thenComparing(shared -> shared.verdict().symptom())
            .thenComparing(shared -> shared.verdict().cause());

    /** All that the targets have, the worst first. */
    static List<Shared> of(List<Target> targets) {
        var shared = new HashMap<String, Shared>();
        for (var target : targets) {
            var findings = target.sighting().map(Sighting::findings).orElse(List.of());
            var own = new HashMap<String, Shared>();
            for (var finding : findings) {
                own.merge(key(finding.verdict()), new Shared(finding, target, 1, finding.since()), Shared::sameTarget);
            }
            own.forEach((key, mine) -> shared.merge(key, mine, Shared::and));
        }
        var all = new ArrayList<>(shared.values());
        all.sort(WORST_FIRST);
        return all;
    }

    Verdict verdict() {
        return worst.verdict();
    }

    /** {@code accept-queue-overflow/application-backlog} */
    String key() {
        return key(verdict());
    }

    /** Whether somebody should hear of it: it hurts, or there is a setting to change. */
    boolean isWorthSaying() {
        return verdict().severity() != Severity.INFO
                || verdict().advice().stream().map(Advice::setting).anyMatch(setting -> setting.isPresent());
    }

    static Map<String, Shared> byKey(List<Shared> all) {
        var byKey = new HashMap<String, Shared>();
        all.forEach(shared -> byKey.put(shared.key(), shared));
        return byKey;
    }

    private static String key(Verdict verdict) {
        return verdict.symptom() + "/" + verdict.cause();
    }

    private Shared sameTarget(Shared other) {
        var both = and(other);
        return new Shared(both.worst, both.target, 1, both.since);
    }

    private Shared and(Shared other) {
        var worse = MILDEST_FIRST.compare(other.worst, worst) > 0 ? other : this;
        return new Shared(
                worse.worst, worse.target, targets + other.targets, since.isBefore(other.since) ? since : other.since);
    }
}
