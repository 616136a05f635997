package dev.connstate.agent.observe;

import dev.connstate.agent.CpuBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether one walk for all namespaces may be taken in a look, or has to wait until there is budget for its price. */
final class WalkPause {
    private final WalkBudget budget;
    private final Duration deadline;
    private Duration price = Duration.ZERO;
    private Optional<Instant> last = Optional.empty();

    WalkPause(CpuBudget budget) {
        this.budget = new WalkBudget(budget);
        this.deadline = budget.deadline();
    }

    /** A look begins: the first walks, and so does each for which there is enough, or before which the last is too old. */
    boolean mayWalk(Instant look) {
        budget.begin(look);
        return last.map(it -> budget.affords(price) || !look.isBefore(it.plus(deadline)))
                .orElse(true);
    }

    /** What a walk in that look has cost. */
    void walked(Instant look, Duration cpu) {
        price = cpu;
        last = Optional.of(look);
        budget.spend(cpu);
    }
}
