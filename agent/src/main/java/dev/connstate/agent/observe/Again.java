package dev.connstate.agent.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * When something is asked that was asked before: less and less often.
 *
 * @param pause since it was asked last
 */
record Again(Duration pause, Instant at) {
    static Again after(Duration pause, Instant now) {
        return new Again(pause, now.plus(pause));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(at);
    }

    /** After twice the pause, or {@code most}. */
    Again later(Duration most, Instant now) {
        var twice = pause.multipliedBy(2);
        return after(twice.compareTo(most) < 0 ? twice : most, now);
    }
}
