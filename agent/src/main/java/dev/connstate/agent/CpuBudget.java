package dev.connstate.agent;

import java.time.Duration;

/**
 * What it may cost to walk tables, beyond what each look reads cheaply.
 *
 * @param share of one core, over 0 and at most 1
 * @param deadline when a table has become so old it is walked whatever that costs
 */
public record CpuBudget(double share, Duration deadline) {
    public static final CpuBudget DEFAULT = ofShare(0.01);

    public CpuBudget {
        if (!(share > 0 && share <= 1) || !deadline.isPositive()) {
            throw new IllegalArgumentException("no budget: share %s, deadline %s".formatted(share, deadline));
        }
    }

    /** With the usual deadline, two minutes. */
    public static CpuBudget ofShare(double share) {
        return new CpuBudget(share, Duration.ofMinutes(2));
    }
}
