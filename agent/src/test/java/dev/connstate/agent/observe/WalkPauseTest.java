package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.CpuBudget;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WalkPauseTest {
    private static final Duration EVERY = Duration.ofSeconds(15);

    @Test
    void whatIsWithinTheBudgetIsWalkedInEachLook() {
        assertThat(walksIn(100, Duration.ofMillis(149))).isEqualTo(100);
    }

    @Test
    void whatCostsThriceTheBudgetIsWalkedInEveryThirdLook() {
        // A minute's budget is there at first.
        assertThat(walksIn(300, Duration.ofMillis(450))).isBetween(100L, 103L);
    }

    @Test
    void beforeTheDeadlineItIsWalkedWhateverItCosts() {
        assertThat(walksIn(80, Duration.ofMinutes(1))).isEqualTo(10);
    }

    /** One per cent of a core, and two minutes, which are eight looks. */
    private static long walksIn(int looks, Duration price) {
        var pause = new WalkPause(CpuBudget.DEFAULT);
        var now = Instant.EPOCH;
        long walks = 0;
        for (int look = 0; look < looks; look++) {
            if (pause.mayWalk(now)) {
                pause.walked(now, price);
                walks++;
            }
            now = now.plus(EVERY);
        }
        return walks;
    }
}
