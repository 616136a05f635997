package dev.connstate.operator.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a target has come from well to firing. */
sealed interface Phase {
    /** The next, by what an evaluation says. */
    Phase after(Judgement.Answer answer, Rule.Live rule, Instant now);

    /** The same when so much time is not to count. */
    Phase shifted(Duration step);

    record Inactive() implements Phase {
        @Override
        public Phase after(Judgement.Answer answer, Rule.Live rule, Instant now) {
            return switch (answer) {
                case BAD -> new Pending(now).after(answer, rule, now);
                case GOOD, UNKNOWN -> this;
            };
        }

        @Override
        public Phase shifted(Duration step) {
            return this;
        }
    }

    /** @param since the first evaluation over the threshold; later by as long as nothing was known */
    record Pending(Instant since) implements Phase {
        @Override
        public Phase after(Judgement.Answer answer, Rule.Live rule, Instant now) {
            return switch (answer) {
                case BAD ->
                    Duration.between(since, now).compareTo(rule.forDuration()) >= 0
                            ? new Firing(since, Optional.empty())
                            : this;
                case GOOD -> new Inactive();
                case UNKNOWN -> this;
            };
        }

        @Override
        public Phase shifted(Duration step) {
            return new Pending(since.plus(step));
        }
    }

    /** @param over the first evaluation that found it over; empty while it is bad */
    record Firing(Instant since, Optional<Instant> over) implements Phase {
        @Override
        public Phase after(Judgement.Answer answer, Rule.Live rule, Instant now) {
            return switch (answer) {
                case BAD -> new Firing(since, Optional.empty());
                case GOOD -> ending(over.orElse(now), rule, now);
                case UNKNOWN -> this;
            };
        }

        private Phase ending(Instant end, Rule.Live rule, Instant now) {
            return Duration.between(end, now).compareTo(rule.keepFiringFor()) >= 0
                    ? new Inactive()
                    : new Firing(since, Optional.of(end));
        }

        @Override
        public Phase shifted(Duration step) {
            return new Firing(step.isNegative() ? since.plus(step) : since, over.map(it -> it.plus(step)));
        }
    }
}
