package dev.connstate.agent.delivery;

import dev.connstate.report.NodeReply;
import java.time.Duration;
import java.util.Optional;

/** What came of sending one report to one replica. */
sealed interface Answer {
    record Accepted(NodeReply reply) implements Answer {}

    /**
     * Sending the same again would not help.
     *
     * @param kind equal for what is the same trouble
     */
    record Refused(String kind, String sentence) implements Answer {}

    /**
     * Nobody is there, or has time now.
     *
     * @param kind equal for what is the same trouble
     * @param after how long the operator wants to be left alone
     */
    record Deferred(String kind, String sentence, Optional<Duration> after) implements Answer {}

    default String outcome() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Refused _ -> "refused";
            case Deferred _ -> "deferred";
        };
    }

    /** What went wrong, a sentence; empty when nothing did. */
    default Optional<String> trouble() {
        return switch (this) {
            case Accepted _ -> Optional.empty();
            case Refused(var _, var sentence) -> Optional.of(sentence);
            case Deferred(var _, var sentence, var _) -> Optional.of(sentence);
        };
    }
}
