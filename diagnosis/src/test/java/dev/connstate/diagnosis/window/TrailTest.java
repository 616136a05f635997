package dev.connstate.diagnosis.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.window.Trail.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    @Test
    void ofNothingKnownIsZero() {
        var trail = new Trail(List.of());

        assertThat(trail.now()).isZero();
        assertThat(trail.intervals()).isZero();
        assertThat(trail.whileNotFalling()).isEqualTo(trail);
        assertThat(trail.text()).isEqualTo("0");
    }

    @Test
    void saysHowItGrew() {
        var trail = trail(5, 5, 9, 8);

        assertThat(trail.growth()).isEqualTo(3);
        assertThat(trail.rises()).isEqualTo(1);
        assertThat(trail.lowest()).isEqualTo(5);
        assertThat(trail.text()).isEqualTo("8, +3 in 6.0 s");
    }

    @Test
    void endsWhereItFell() {
        assertThat(trail(9, 3, 3, 4).whileNotFalling().points())
                .isEqualTo(trail(9, 3, 3, 4).points().subList(1, 4));
        assertThat(trail(1, 2, 3).whileNotFalling()).isEqualTo(trail(1, 2, 3));
    }

    @Test
    void endsWhereItWasUnderTheThreshold() {
        assertThat(trail(9, 0, 7, 8).whileAtLeast(1).lowest()).isEqualTo(7);
        assertThat(trail(9, 9, 0).whileAtLeast(1).points()).isEmpty();
    }

    @Test
    void hasNoMoreIntervalsThanItHas() {
        assertThat(trail(1, 2, 3, 4).last(2).points()).hasSize(3);
        assertThat(trail(1, 2).last(3)).isEqualTo(trail(1, 2));
    }

    private static Trail trail(long... values) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < values.length; i++) {
            points.add(new Point(Instant.ofEpochSecond(2L * i), values[i]));
        }
        return new Trail(points);
    }
}
