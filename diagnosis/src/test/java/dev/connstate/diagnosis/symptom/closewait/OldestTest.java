package dev.connstate.diagnosis.symptom.closewait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.window.Trail.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldestTest {
    @Test
    void isTheSameWhileItAgesWithTheClock() {
        var oldest = everyFiveSeconds(60, 65, 69, 75, 80); // cut to seconds

        assertThat(oldest.whileTheSame()).isEqualTo(oldest);
        assertThat(oldest.wasReplacedSince(Instant.EPOCH)).isFalse();
    }

    @Test
    void isAnotherOneWhenItDoesNotAge() {
        var oldest = everyFiveSeconds(60, 60, 61, 60); // clients that wait for a minute, then close

        assertThat(oldest.whileTheSame().steps()).isZero();
        assertThat(oldest.wasReplacedSince(Instant.EPOCH)).isTrue();
        assertThat(oldest.wasReplacedSince(Instant.ofEpochSecond(15))).isFalse();
    }

    @Test
    void isAnotherOneFromWhenAnOlderOneJoined() {
        assertThat(everyFiveSeconds(5, 90, 95, 100).whileTheSame().length()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anAgeThatNoKernelTellsDoesNoHarm() {
        var oldest = everyFiveSeconds(Long.MIN_VALUE, Long.MAX_VALUE, -1, Long.MAX_VALUE);

        assertThat(oldest.wasReplacedSince(Instant.EPOCH)).isTrue();
        assertThat(oldest.whileTheSame().steps()).isZero();
    }

    @Test
    void isStillKnownWhenAnOlderOneJoinsJustNow() {
        assertThat(everyFiveSeconds(5, 10, 15, 90).whileTheSame().length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(everyFiveSeconds(5, 10, 15, 90).wasReplacedSince(Instant.EPOCH))
                .isFalse();
    }

    @Test
    void ofUnknownAgeIsNothing() {
        var oldest = new Oldest(List.of());

        assertThat(oldest.whileTheSame().length()).isZero();
        assertThat(oldest.isOlderThan(Duration.ZERO)).isFalse();
        assertThat(oldest.wasReplacedSince(Instant.EPOCH)).isFalse();
    }

    private static Oldest everyFiveSeconds(long... ages) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < ages.length; i++) {
            points.add(new Point(Instant.ofEpochSecond(5L * i), ages[i]));
        }
        return new Oldest(points);
    }
}
