package dev.connstate.diagnosis.symptom.synqueue;

import dev.connstate.report.HalfOpen;
import dev.connstate.report.Listener;
import java.util.OptionalLong;

/** The half-open connections of a listening point in one look. What is not known is none, and so speaks for nothing. */
record Handshakes(Listener look) {
    /** Fewer than these say nothing: there are clients that vanish in the middle of a handshake everywhere. */
    private static final long FEW = 5;

    /** From this part of the queue on, in percent, it is under pressure. */
    private static final long PRESSED_PERCENT = 50;

    /** So many of a hundred are all. */
    private static final long NEARLY_ALL_PERCENT = 90;

    long count() {
        return look.synReceived().orElse(0);
    }

    /** How many networks they come from; 0 where nobody knows. */
    long networks() {
        return look.halfOpen().map(HalfOpen::networks).orElse(0L);
    }

    long ofBiggestNetwork() {
        return look.halfOpen().map(HalfOpen::ofBiggestNetwork).orElse(0L);
    }

    /** Enough to be worth a second look, and to a second or more without an answer to their SYN-ACK. */
    boolean areStuck() {
        return retransmitted() >= FEW;
    }

    /** And most of them are. */
    boolean areUnanswered() {
        return areStuck() && retransmitted() * 2 >= count();
    }

    boolean areOfOneNetwork() {
        return ofBiggestNetwork() > 0 && ofBiggestNetwork() * 100 >= count() * NEARLY_ALL_PERCENT;
    }

    boolean fillHalfOf(OptionalLong capacity) {
        return count() > 0 && capacity.isPresent() && count() * 100 >= capacity.getAsLong() * PRESSED_PERCENT;
    }

    private long retransmitted() {
        return look.halfOpen().map(HalfOpen::retransmitted).orElse(0L);
    }
}
