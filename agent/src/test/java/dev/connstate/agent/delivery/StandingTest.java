package dev.connstate.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.NodeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Answer FINE =
            new Answer.Accepted(new NodeReply(Duration.ofSeconds(15), Optional.empty(), Optional.empty()));
    private static final Answer GONE = new Answer.Deferred("ConnectException", "no connection", Optional.empty());
    private static final Answer BUSY = new Answer.Deferred("503", "503 too many", Optional.of(Duration.ofSeconds(3)));
    private static final Answer REFUSED = new Answer.Refused("403", "403 not your node");

    @Test
    void aTroubleIsToldOnceAndItsEndOnce() {
        assertThat(told(FINE, FINE, GONE, GONE, GONE, FINE, FINE))
                .containsExactly(
                        "op gets no reports for now: no connection; the newest is kept for it",
                        "op takes reports again, after 45 s");
    }

    @Test
    void anotherTroubleIsToldAndTheEndIsOfAll() {
        assertThat(told(GONE, BUSY, REFUSED, REFUSED, FINE))
                .containsExactly(
                        "op gets no reports for now: no connection; the newest is kept for it",
                        "op gets no reports for now: 503 too many; the newest is kept for it",
                        "op refuses reports: 403 not your node",
                        "op takes reports again, after 60 s");
    }

    /** One answer each 15 s. */
    private static List<String> told(Answer... answers) {
        var log = new ArrayList<String>();
        var standing = Standing.at(START);
        var now = START;
        for (var answer : answers) {
            standing.news(answer, "op", now).ifPresent(log::add);
            standing = standing.after(answer, now);
            now = now.plusSeconds(15);
        }
        return log;
    }
}
