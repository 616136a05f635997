package dev.connstate.operator.tuning;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.Severity;
import dev.connstate.crds.tuning.Confidence;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.crds.tuning.TuningStatus;
import dev.connstate.operator.fleet.Target;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is recommended to one workload, or to the nodes with one finding, from look to look. A value: {@link #after} makes
 * the next. What must outlive the operator is in the status; a restart only lets the times begin anew after which it is
 * withdrawn or its effect is told.
 *
 * @param status what is to be said now
 * @param lastSeen when something was wrong last
 */
public record Recommendation(TuningStatus status, Instant lastSeen, Trial trial) {
    public static final String PROVIDED = "RecommendationProvided";
    public static final String APPLIED = "Applied";
    public static final String EFFECTIVE = "Effective";

    /** A finding that is gone for so long is not expected back: load comes in waves. */
    public static final Duration WITHDRAWN_AFTER = Duration.ofMinutes(10);

    private static final TuningStatus NOTHING =
            new TuningStatus(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** As it was written, by this process or one before. */
    public static Recommendation of(Optional<TuningStatus> written, Instant now) {
        var status = written.orElse(NOTHING);
        return new Recommendation(status, now, Trial.of(status.effect(), now));
    }

    /** Whether there is something to recommend to somebody who has no recommendation yet. */
    public static boolean isDue(List<Target> targets) {
        return Shared.of(targets).stream().anyMatch(Shared::isWorthSaying);
    }

    /** Without fresh numbers of anybody nothing changes: no report withdraws nothing. */
    public Recommendation after(Whose whose, List<Target> targets, Long generation, Instant now) {
        if (targets.stream().allMatch(target -> target.sighting().isEmpty())) {
            return this;
        }
        var findings = Shared.of(targets);
        boolean wrong = findings.stream().anyMatch(Shared::isWorthSaying);
        var seen = wrong ? now : lastSeen;
        var content = wrong ? content(findings, targets, now) : refreshed(targets);
        var arrival = Arrival.of(settings(content), targets);
        boolean applied = !settings(content).isEmpty() && arrival.isComplete();
        var next = applied ? trial.tried(targets, now) : wrong ? trial.untried(findings, targets) : trial;
        var conditions = new ConditionList(conditions(status), generation, now);
        provided(conditions, findings, wrong, seen, now);
        new Verdicts(whose.noun(), settings(content), arrival, next).add(conditions, now);
        return new Recommendation(
                new TuningStatus(
                        generation,
                        content.confidence(),
                        content.severity(),
                        content.observedWindow(),
                        settings(content).size(),
                        whose.nodes(targets).orElse(null),
                        content.findings(),
                        content.settings(),
                        content.advice(),
                        content.refused(),
                        whose.patch(settings(content)),
                        next.effect(),
                        conditions.list()),
                seen,
                next);
    }

    /** Whether it says something else than what was written: not another number in the same sentence. */
    public boolean differsFrom(TuningStatus written) {
        return !Gist.of(status).equals(Gist.of(written));
    }

    private void provided(ConditionList conditions, List<Shared> findings, boolean wrong, Instant seen, Instant now) {
        if (wrong) {
            var first = findings.getFirst();
            conditions.with(
                    PROVIDED, "True", "EvidenceSufficient", first.verdict().summary());
        } else if (now.isBefore(seen.plus(WITHDRAWN_AFTER))) {
            conditions.keeping(PROVIDED);
        } else {
            conditions.with(
                    PROVIDED,
                    "False",
                    "CauseGone",
                    "Withdrawn: nothing of it was seen for %d minutes."
                            .formatted(Duration.between(seen, now).toMinutes()));
        }
    }

    /** Settings that the targets have by now stay, or the proof that they were applied would go with the finding. */
    private TuningStatus content(List<Shared> findings, List<Target> targets, Instant now) {
        var settings = new ArrayList<>(Proposals.settings(findings, targets));
        for (var old : settings(status)) {
            if (settings.stream().noneMatch(it -> it.name().equals(old.name()))
                    && Arrival.of(List.of(old), targets).have() > 0) {
                settings.add(Proposals.withCurrent(old, targets));
            }
        }
        var worst = findings.getFirst().verdict();
        var start = findings.stream().map(Shared::since).min(Instant::compareTo).orElse(now);
        return new TuningStatus(
                null,
                Confidence.valueOf(worst.confidence().name()),
                Severity.valueOf(worst.severity().name()),
                new TuningStatus.Window(start.atZone(ZoneOffset.UTC), now.atZone(ZoneOffset.UTC)),
                null,
                null,
                findings.stream().limit(Described.MOST).map(Described::of).toList(),
                settings,
                Proposals.advice(findings),
                Proposals.refused(findings, settings),
                null,
                null,
                null);
    }

    private TuningStatus refreshed(List<Target> targets) {
        return new TuningStatus(
                null,
                status.confidence(),
                status.severity(),
                status.observedWindow(),
                null,
                null,
                status.findings(),
                settings(status).stream()
                        .map(setting -> Proposals.withCurrent(setting, targets))
                        .toList(),
                status.advice(),
                status.refused(),
                null,
                null,
                null);
    }

    static List<TuningSetting> settings(TuningStatus status) {
        return Optional.ofNullable(status.settings()).orElse(List.of());
    }

    static List<Condition> conditions(TuningStatus status) {
        return Optional.ofNullable(status.conditions()).orElse(List.of());
    }
}
