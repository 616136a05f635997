package dev.connstate.operator.alert;

import dev.connstate.operator.alert.Judgement.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One target, or all of them together, from evaluation to evaluation.
 *
 * @param name as in {@link Judgement}
 * @param worst as they were known last
 * @param answer of the last evaluation
 */
record Track(String name, Phase phase, List<Measured> worst, Answer answer) {
    static Track first(String name) {
        return new Track(name, new Phase.Inactive(), List.of(), Answer.UNKNOWN);
    }

    /** What is seen once more, and not anew, proves nothing: then it stays as it is, and only time goes on. */
    Track after(Judgement judgement, Rule.Live rule, Step step) {
        if (judgement.isOld() && !step.isLeap()) {
            return this;
        }
        boolean isSilent = judgement.answer() == Answer.UNKNOWN;
        var before = isSilent || step.isLeap() ? phase.shifted(step.length()) : phase;
        return new Track(
                name,
                before.after(judgement.answer(), rule, step.to()),
                judgement.worst().isEmpty() ? worst : judgement.worst(),
                judgement.answer());
    }

    /** Without a time that is still to come, as another machine's clock may have written it. */
    Track notAfter(Instant now) {
        return since().filter(now::isBefore)
                .map(since -> new Track(name, phase.shifted(Duration.between(since, now)), worst, answer))
                .orElse(this);
    }

    boolean isPending() {
        return phase instanceof Phase.Pending;
    }

    boolean isFiring() {
        return phase instanceof Phase.Firing;
    }

    /** Whether it fires only because it did a while ago. */
    boolean isKept() {
        return phase instanceof Phase.Firing firing && firing.over().isPresent();
    }

    /** When it was over the threshold first; empty when it is not. */
    Optional<Instant> since() {
        return switch (phase) {
            case Phase.Inactive() -> Optional.empty();
            case Phase.Pending(var since) -> Optional.of(since);
            case Phase.Firing(var since, var _) -> Optional.of(since);
        };
    }

    /**
     * From one evaluation to the next.
     *
     * @param length zero for the first one
     */
    record Step(Duration length, Instant to) {
        /** Longer than any pause between two evaluations that is meant. */
        private static final Duration LONGEST = Duration.ofMinutes(5);

        static Step from(Optional<Instant> last, Instant now) {
            return new Step(last.map(it -> Duration.between(it, now)).orElse(Duration.ZERO), now);
        }

        /** Whether the clock was set, or the machine slept: then this time did not pass as far as anybody saw. */
        boolean isLeap() {
            return length.isNegative() || length.compareTo(LONGEST) > 0;
        }
    }
}
