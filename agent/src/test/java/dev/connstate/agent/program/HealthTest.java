package dev.connstate.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aLookMayBeMissedTwice() {
        assertThat(health(60, 15)).isEqualTo(new Health(true, "The last look was 60 s ago; up to 60 s are fine."));
        assertThat(health(61, 15)).isEqualTo(new Health(false, "The last look was 61 s ago; up to 60 s are fine."));
        assertThat(health(180, 60).isFine()).isTrue();
    }

    @Test
    void beforeTheFirstLookNothingIsFine() {
        assertThat(Health.of(Optional.empty(), Duration.ofSeconds(15), NOW))
                .isEqualTo(new Health(false, "The first look is not done yet."));
    }

    private static Health health(long age, long interval) {
        return Health.of(Optional.of(NOW.minusSeconds(age)), Duration.ofSeconds(interval), NOW);
    }
}
