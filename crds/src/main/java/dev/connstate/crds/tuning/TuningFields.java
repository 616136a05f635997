package dev.connstate.crds.tuning;

/** What the API server tells and checks of the fields that both kinds of recommendation have. */
final class TuningFields {
    static final String DECISION =
            "What you decide. Pending: nothing yet. Accepted: you apply it, and the conditions Applied and "
                    + "Effective then say whether it arrived and whether it helped. Dismissed: not to be shown as open again. "
                    + "The operator itself never changes a setting. Default Pending.";
    static final String DISMISSED_UNTIL =
            "When a dismissed recommendation is Pending again. Only with decision Dismissed; without "
                    + "it the recommendation stays dismissed.";
    static final String ONLY_DISMISSED = "!has(self.dismissedUntil) || self.decision == 'Dismissed'";
    static final String ONLY_DISMISSED_MESSAGE =
            "dismissedUntil goes with decision Dismissed only: set the decision, or remove dismissedUntil";

    private TuningFields() {}
}
