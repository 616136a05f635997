package dev.connstate.crds.tuning;

import java.time.ZonedDateTime;

/** What a person decides: all of a recommendation that is not the operator's. */
public sealed interface TuningSpec permits TuningRecommendationSpec, ClusterTuningRecommendationSpec {
    String DECISION = "What you decide. Pending: nothing yet. Accepted: you apply it, and the conditions Applied and "
            + "Effective then say whether it arrived and whether it helped. Dismissed: not to be shown as open again. "
            + "The operator itself never changes a setting. Default Pending.";
    String DISMISSED_UNTIL = "When a dismissed recommendation is Pending again. Only with decision Dismissed; without "
            + "it the recommendation stays dismissed.";
    String ONLY_DISMISSED = "!has(self.dismissedUntil) || self.decision == 'Dismissed'";
    String ONLY_DISMISSED_MESSAGE =
            "dismissedUntil goes with decision Dismissed only: set the decision, or remove dismissedUntil";

    Decision decision();

    /** Null when not dismissed, or dismissed for ever. */
    ZonedDateTime dismissedUntil();
}
