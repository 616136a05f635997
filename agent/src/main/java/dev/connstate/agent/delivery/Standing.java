package dev.connstate.agent.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one replica, so that a trouble is told once and not at each report.
 *
 * @param trouble the kind of it; empty when reports arrive
 * @param since when the present trouble, or peace, began
 */
record Standing(Optional<String> trouble, Instant since) {
    static Standing at(Instant start) {
        return new Standing(Optional.empty(), start);
    }

    Standing after(Answer answer, Instant now) {
        var next = kind(answer);
        if (next.equals(trouble)) {
            return this;
        }
        return new Standing(next, next.isPresent() && trouble.isPresent() ? since : now);
    }

    /** The sentence for the log that this answer is worth; empty where nothing changed. */
    Optional<String> news(Answer answer, String replica, Instant now) {
        if (kind(answer).equals(trouble)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (answer) {
                    case Answer.Accepted _ ->
                        "%s takes reports again, after %d s"
                                .formatted(replica, Duration.between(since, now).toSeconds());
                    case Answer.Refused(var _, var sentence) -> "%s refuses reports: %s".formatted(replica, sentence);
                    case Answer.Deferred(var _, var sentence, var _) ->
                        "%s gets no reports for now: %s; the newest is kept for it".formatted(replica, sentence);
                });
    }

    private static Optional<String> kind(Answer answer) {
        return switch (answer) {
            case Answer.Accepted _ -> Optional.empty();
            case Answer.Refused(var kind, var _) -> Optional.of(kind);
            case Answer.Deferred(var kind, var _, var _) -> Optional.of(kind);
        };
    }
}
