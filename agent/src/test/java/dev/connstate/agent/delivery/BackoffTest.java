package dev.connstate.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void eachFailureDoublesTheWaitUpToHalfAMinute() {
        assertThat(Backoff.after(1, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.after(4, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.after(4, Optional.empty(), 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Backoff.after(Integer.MAX_VALUE, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Property(tries = 300)
    void anOperatorIsLeftAloneForAsLongAsItAsksWithinReason(
            @ForAll @IntRange(min = 1) int failures,
            @ForAll @LongRange(max = 1_000_000_000) long asked,
            @ForAll @DoubleRange(max = 1) double chance) {
        var wait = Backoff.after(failures, Optional.of(Duration.ofSeconds(asked)), chance);
        assertThat(wait).isPositive().isLessThanOrEqualTo(Backoff.MOST_PATIENT);
        assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(Math.min(asked, Backoff.MOST_PATIENT.toSeconds())));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(Backoff.retryAfter("7", NOW)).contains(Duration.ofSeconds(7));
        assertThat(Backoff.retryAfter("Sat, 21 Nov 2026 10:01:00 GMT", NOW)).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "9999999999", "Sat, 21 Nov 2026 09:59:00 GMT"})
    void whatIsNeitherOrOverAsksForNothing(String header) {
        assertThat(Backoff.retryAfter(header, NOW)).isEmpty();
    }
}
