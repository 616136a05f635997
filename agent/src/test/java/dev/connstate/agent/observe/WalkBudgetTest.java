package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.CpuBudget;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One percent of a core: 10 ms a second, of which 600 ms can be saved. */
class WalkBudgetTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final WalkBudget budget = new WalkBudget(CpuBudget.ofShare(0.01));

    @BeforeEach
    void begin() {
        budget.begin(START);
    }

    @Test
    void itBeginsWithAllThatCanBeSaved() {
        assertThat(budget.affords(millis(600))).isTrue();
        budget.spend(millis(1));
        assertThat(budget.affords(millis(600))).isFalse();
        assertThat(budget.affords(millis(599))).isTrue();
    }

    @Test
    void itComesInEvenly() {
        budget.spend(millis(600));
        assertThat(budget.affords(millis(1))).isFalse();

        budget.begin(START.plusSeconds(15));
        assertThat(budget.affords(millis(150))).isTrue();
        assertThat(budget.affords(millis(151))).isFalse();
    }

    @Test
    void moreThanAMinuteIsNotSaved() {
        budget.begin(START.plus(Duration.ofDays(1)));
        budget.spend(millis(600));
        assertThat(budget.affords(millis(1))).isFalse();
    }

    @Test
    void whatCostsMoreThanCanBeSavedIsTakenOnCredit() {
        assertThat(budget.affords(millis(800))).isTrue();
        budget.spend(millis(800));

        budget.begin(START.plusSeconds(79));
        assertThat(budget.affords(millis(800))).isFalse();
        budget.begin(START.plusSeconds(80));
        assertThat(budget.affords(millis(800))).isTrue();
    }

    @Test
    void aDebtThatDeadlinesMadeIsForgottenAtLast() {
        budget.spend(Duration.ofMinutes(10));

        budget.begin(START.plus(CpuBudget.DEFAULT.deadline()));
        assertThat(budget.affords(millis(1))).isFalse();
        budget.begin(START.plus(CpuBudget.DEFAULT.deadline()).plusSeconds(1));
        assertThat(budget.affords(millis(10))).isTrue();
    }

    @Test
    void aClockThatWasSetBackGivesAndTakesNothing() {
        budget.spend(millis(500));

        budget.begin(START.minusSeconds(3600));
        assertThat(budget.affords(millis(100))).isTrue();
        assertThat(budget.affords(millis(101))).isFalse();
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
