package dev.connstate.agent.observe;

import dev.connstate.agent.CpuBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * CPU time for walks of tables. It comes in evenly, and only a little of it can be saved. It reads no clock: it is told
 * when a look begins, and what a walk has cost.
 */
final class WalkBudget {
    /** So that the first look of an agent sees a usual node whole. */
    static final Duration SAVED = Duration.ofMinutes(1);

    private final double share;
    private final double most;
    private final double deepest;
    private double nanos;
    private Optional<Instant> lastLook = Optional.empty();

    /** All that can be saved is. */
    WalkBudget(CpuBudget budget) {
        this.share = budget.share();
        this.most = share * SAVED.toNanos();
        this.deepest = -share * budget.deadline().toNanos();
        this.nanos = most;
    }

    /** A look begins. */
    void begin(Instant now) {
        long pause = lastLook.map(last -> Duration.between(last, now).toNanos()).orElse(0L);
        nanos = Math.min(most, nanos + share * Math.max(0, pause));
        lastLook = Optional.of(now);
    }

    /**
     * Whether there is enough for a walk at this price. One that costs more than can ever be saved is taken when all is,
     * on credit.
     */
    boolean affords(Duration price) {
        return nanos >= Math.min(price.toNanos(), most);
    }

    /** What a walk has cost. Deadlines may ask for more than there is, without end: of such a debt a part is forgotten. */
    void spend(Duration cpu) {
        nanos = Math.max(deepest, nanos - cpu.toNanos());
    }
}
