package dev.connstate.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.notify.Outbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Notice LEAK = notice("leak");
    private static final Notice QUEUE = notice("queue");

    @Test
    void whatFiresLastsLongerThanAFewResendings() {
        var message = Outbox.EMPTY.after(List.of(LEAK), NOW).messages(NOW).getFirst();
        assertThat(message.notice()).isEqualTo(LEAK);
        assertThat(message.endsAt()).isEqualTo(NOW.plus(Outbox.RESEND.multipliedBy(4)));
    }

    @Test
    void whatEndedIsRepeatedWithItsOwnEndAndThenForgotten() {
        var ended = Outbox.EMPTY.after(List.of(LEAK, QUEUE), NOW).after(List.of(QUEUE), NOW.plusSeconds(5));
        var later = NOW.plus(Duration.ofMinutes(10));
        assertThat(ended.after(List.of(QUEUE), later).messages(later))
                .contains(new Message(LEAK, NOW.plusSeconds(5)))
                .hasSize(2);
        var longAfter = NOW.plus(Duration.ofMinutes(16));
        assertThat(ended.after(List.of(QUEUE), longAfter).messages(longAfter)).hasSize(1);
    }

    @Test
    void whatFiresAgainHasNotEnded() {
        var again = Outbox.EMPTY
                .after(List.of(LEAK), NOW)
                .after(List.of(), NOW.plusSeconds(5))
                .after(List.of(LEAK), NOW.plusSeconds(10));
        assertThat(again.messages(NOW.plusSeconds(10)))
                .singleElement()
                .satisfies(message -> assertThat(message.endsAt()).isAfter(NOW.plusSeconds(10)));
    }

    @Test
    void onlyABeginningOrAnEndIsSaidAtOnce() {
        var first = Outbox.EMPTY.after(List.of(LEAK), NOW);
        assertThat(first.differsFrom(Outbox.EMPTY)).isTrue();
        assertThat(first.after(List.of(LEAK), NOW.plusSeconds(1)).differsFrom(first))
                .isFalse();
        assertThat(first.after(List.of(), NOW.plusSeconds(1)).differsFrom(first))
                .isTrue();
    }

    private static Notice notice(String name) {
        return new Notice(new TreeMap<>(Map.of("alertname", name)), Map.of(), NOW);
    }
}
