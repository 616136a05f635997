package dev.connstate.operator.tuning;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.operator.tuning.Trial.Outcome;
import java.time.Instant;
import java.util.List;

/** Whether what was recommended was done, and whether it helped. */
record Verdicts(String noun, List<TuningSetting> settings, Arrival arrival, Trial trial) {
    void add(ConditionList conditions, Instant now) {
        applied(conditions);
        effective(conditions, now);
    }

    private void applied(ConditionList conditions) {
        if (settings.isEmpty()) {
            conditions.with(
                    Recommendation.APPLIED,
                    "Unknown",
                    "NotASetting",
                    "Only settings can be seen to be applied; what to change here is in advice.");
        } else if (arrival.known() == 0) {
            conditions.with(
                    Recommendation.APPLIED,
                    "Unknown",
                    "SysctlsNotVisible",
                    "No agent can read these settings of any of the %s: see the agent's mode.".formatted(noun));
        } else if (arrival.isComplete()) {
            conditions.with(
                    Recommendation.APPLIED,
                    "True",
                    "Observed",
                    "Every one of the %s has the proposed values.".formatted(noun));
        } else {
            conditions.with(
                    Recommendation.APPLIED,
                    "False",
                    arrival.have() == 0 ? "NotObserved" : "PartlyObserved",
                    "%d of %d %s have the proposed values; %s."
                            .formatted(
                                    arrival.have(),
                                    arrival.known(),
                                    noun,
                                    arrival.without().getFirst()));
        }
    }

    private void effective(ConditionList conditions, Instant now) {
        if (trial.since().isEmpty() || !arrival.isComplete()) {
            conditions.with(
                    Recommendation.EFFECTIVE, "Unknown", "NotApplied", "Nothing to compare before it is applied.");
            return;
        }
        var outcome = trial.outcome(now);
        if (outcome.isEmpty()) {
            conditions.with(
                    Recommendation.EFFECTIVE,
                    "Unknown",
                    "Measuring",
                    "Told after %d minutes of numbers.".formatted(Trial.LONG_ENOUGH.toMinutes()));
        } else {
            conditions.with(
                    Recommendation.EFFECTIVE,
                    outcome.get() == Outcome.BETTER ? "True" : "False",
                    switch (outcome.get()) {
                        case BETTER -> "Better";
                        case SAME -> "Same";
                        case WORSE -> "Worse";
                    },
                    trial.text() + ".");
        }
    }
}
