package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Refusal;
import java.util.List;

/**
 * What the internet believes, and why it is refused.
 *
 * @param topics what it is said to help with, and what it is about: {@code TIME_WAIT}, {@code tcp_tw_recycle}
 * @param text the belief, a sentence
 */
public record Belief(List<String> topics, String text, Refusal refusal) {
    public Belief {
        topics = List.copyOf(topics);
    }
}
