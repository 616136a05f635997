package dev.connstate.diagnosis.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest
    @CsvSource({"PT2S, PT31S, PT31S", "PT0.1S, PT6.05S, PT30S", "PT1M, PT4M30S, PT4M30S"})
    void theWindowIsHalfAMinuteButHasSomeLooksAndNotTooMany(Duration interval, Duration window, Duration keep) {
        assertThat(Pace.at(interval)).isEqualTo(new Pace(window, keep, Optional.empty()));
    }

    @Test
    void canBeChanged() {
        var limit = Optional.of(Duration.ofSeconds(350));
        assertThat(Pace.DEFAULTS.keeping(Duration.ofDays(1)).withIdleLimit(limit))
                .isEqualTo(new Pace(Duration.ofSeconds(30), Duration.ofDays(1), limit));
    }
}
