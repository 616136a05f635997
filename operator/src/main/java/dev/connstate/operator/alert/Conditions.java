package dev.connstate.operator.alert;

import dev.connstate.operator.alert.Judgement.Answer;
import dev.connstate.operator.alert.Verdict.Status;
import java.util.List;

/** What the conditions of an evaluated alert say. */
final class Conditions {
    private final Tally tally;
    private final List<Track> firing;
    private final Wording wording;

    private Conditions(Rule.Live rule, AlertState state) {
        this.tally = state.tally();
        this.firing = state.tracks().stream().filter(Track::isFiring).toList();
        this.wording = new Wording(rule, state.tracks(), tally);
    }

    static Verdict ready(AlertState state) {
        return switch (state.rule()) {
            case Rule.Idle(var reason, var message) -> new Verdict(Status.FALSE, reason, message);
            case Rule.Live live -> new Conditions(live, state).readiness();
        };
    }

    static Verdict firing(AlertState state) {
        return switch (state.rule()) {
            case Rule.Idle(var reason, var message) -> new Verdict(Status.UNKNOWN, reason, message);
            case Rule.Live live -> new Conditions(live, state).outcome(state.pending());
        };
    }

    private Verdict readiness() {
        if (tally.matched() == 0) {
            return new Verdict(Status.FALSE, "NoTargetsMatched", "the target matches nothing that runs");
        }
        if (tally.isForbidden()) {
            return new Verdict(Status.FALSE, "AgentModeInsufficient", told(tally.unknown()));
        }
        if (tally.reporting() == 0) {
            return new Verdict(Status.FALSE, "DataStale", report());
        }
        if (tally.known() == 0) {
            return new Verdict(Status.FALSE, "SignalUnknown", told(tally.unknown()));
        }
        if (tally.known() == tally.absent().count()) {
            return new Verdict(Status.FALSE, "NothingToMeasure", told(tally.absent()));
        }
        return new Verdict(
                Status.TRUE,
                "Evaluating",
                tally.unknown().isNobody() ? report() : report() + ", but not this: " + told(tally.unknown()));
    }

    private Verdict outcome(int pending) {
        if (!firing.isEmpty()) {
            return new Verdict(Status.TRUE, firingReason(), wording.firing() + missing());
        }
        if (!tally.isComplete()) {
            var ready = readiness();
            var reason =
                    ready.status() == Status.FALSE ? ready.reason() : tally.isSilent() ? "DataStale" : "SignalUnknown";
            return new Verdict(Status.UNKNOWN, reason, ready.message());
        }
        return pending > 0
                ? new Verdict(Status.FALSE, "Pending", wording.pending())
                : new Verdict(Status.FALSE, "BelowThreshold", wording.over());
    }

    private String firingReason() {
        if (firing.stream().allMatch(it -> it.answer() == Answer.UNKNOWN)) {
            return "DataMissing";
        }
        return firing.stream().allMatch(it -> it.isKept() || it.answer() == Answer.UNKNOWN)
                ? "KeptFiring"
                : "ThresholdExceeded";
    }

    private String missing() {
        return switch (firingReason()) {
            case "DataMissing" -> "; nothing new is known of what fires, so it stays as it was";
            case "KeptFiring" -> "; that is over, but keepFiringFor is not";
            default -> "";
        };
    }

    private String report() {
        return "%d of %d targets report".formatted(tally.reporting(), tally.matched());
    }

    /** {@code checkout-1: nothing listens on port 8080, and 2 more} */
    private static String told(Tally.Told told) {
        return "%s: %s%s"
                .formatted(
                        told.name(),
                        told.reason(),
                        told.count() == 1 ? "" : ", and %d more".formatted(told.count() - 1));
    }
}
