package dev.connstate.agent.observe;

import dev.connstate.agent.CpuBudget;
import dev.connstate.agent.observe.WalkQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongFunction;

/** Gives namespaces their turns to have their tables walked, for as long as the budget lasts. */
final class WalkTurns {
    private final WalkBudget budget;
    private final Duration deadline;
    private Instant now = Instant.MIN;
    private Duration pause = Duration.ZERO;
    /** All walk the same table: what one costs says much of another. */
    private Duration usualPrice = Duration.ZERO;

    WalkTurns(CpuBudget budget) {
        this.budget = new WalkBudget(budget);
        this.deadline = budget.deadline();
    }

    /** A look begins. */
    void begin(Instant look) {
        pause = now.equals(Instant.MIN) ? Duration.ZERO : Duration.between(now, look);
        now = look;
        budget.begin(look);
    }

    /** Whether there is enough to walk all of these, each at its price where that is known. */
    boolean affordsAll(Collection<Optional<Duration>> prices) {
        var sum = prices.stream().map(price -> price.orElse(usualPrice)).reduce(Duration.ZERO, Duration::plus);
        return sum.isPositive() && budget.affords(sum);
    }

    /** What a walk has cost; zero where there was none. */
    void spend(Duration cpu) {
        if (cpu.isPositive()) {
            usualPrice = cpu;
            budget.spend(cpu);
        }
    }

    /** @param walk walks the tables of a namespace, and says what that has cost */
    void take(Collection<Waiting> waiting, LongFunction<Duration> walk) {
        var queue = WalkQueue.of(waiting, now, pause, deadline);
        for (var next : queue.required()) {
            spend(walk.apply(next.namespace()));
        }
        for (var next : queue.wanted()) {
            if (!budget.affords(next.price().orElse(usualPrice))) {
                return;
            }
            spend(walk.apply(next.namespace()));
        }
    }
}
