package dev.connstate.agent.program;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the agent still looks. Whether its reports arrive is no part of it: a restart would not repair the way.
 *
 * @param sentence for the person who asks
 */
record Health(boolean isFine, String sentence) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** @param lastLook when the last look ended */
    static Health of(Optional<Instant> lastLook, Duration interval, Instant now) {
        if (lastLook.isEmpty()) {
            return new Health(false, "The first look is not done yet.");
        }
        var age = Duration.between(lastLook.get(), now);
        var limit = interval.multipliedBy(3).compareTo(PATIENCE) > 0 ? interval.multipliedBy(3) : PATIENCE;
        return new Health(
                age.compareTo(limit) <= 0,
                "The last look was %d s ago; up to %d s are fine.".formatted(age.toSeconds(), limit.toSeconds()));
    }
}
