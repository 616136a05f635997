package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.observe.WalkQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalkQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Test
    void unknownOnesGoFirstThenTheMostMovedThenTheOldest() {
        var queue = queue(
                waiting(1, 20, 0),
                waiting(2, 40, 0),
                waiting(3, 10, 5),
                waiting(4, 20, 50),
                waiting(5, 30, 5),
                unknown(6));

        assertThat(ids(queue.wanted())).containsExactly(6L, 4L, 5L, 3L, 2L, 1L);
        assertThat(queue.required()).isEmpty();
    }

    @Test
    void whatCannotBeOutOfDateDoesNotWait() {
        var fresh = new Waiting(1, NOW.minusSeconds(5), false, 0, false, Optional.empty());

        assertThat(queue(fresh).wanted()).isEmpty();
    }

    @Test
    void whoWouldMissTheDeadlineBeforeTheNextLookIsRequired() {
        var queue = queue(waiting(1, 100, 1000), waiting(2, 102, 0), waiting(3, 500, 0));

        assertThat(ids(queue.required())).containsExactly(3L, 2L);
        assertThat(ids(queue.wanted())).containsExactly(1L);
    }

    @Test
    void thoseOfOneAgeAreSpreadOverTheLooksThatAreLeft() {
        var waiting = new ArrayList<Waiting>();
        for (int i = 0; i < 110; i++) {
            waiting.add(waiting(i, 15, 0));
        }

        assertThat(queue(waiting.toArray(Waiting[]::new)).required()).hasSize(110 / 7);
    }

    @Test
    void theFirstLookKnowsNoPaceAndRequiresNobody() {
        var queue = WalkQueue.of(List.of(unknown(1), unknown(2)), NOW, Duration.ZERO, DEADLINE);

        assertThat(queue.required()).isEmpty();
        assertThat(ids(queue.wanted())).containsExactly(1L, 2L);
    }

    private static WalkQueue queue(Waiting... waiting) {
        return WalkQueue.of(List.of(waiting), NOW, PAUSE, DEADLINE);
    }

    private static Waiting waiting(long namespace, int seconds, double moved) {
        return new Waiting(namespace, NOW.minusSeconds(seconds), false, moved, true, Optional.empty());
    }

    private static Waiting unknown(long namespace) {
        return new Waiting(namespace, NOW, true, 0, true, Optional.empty());
    }

    private static List<Long> ids(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::namespace).toList();
    }
}
