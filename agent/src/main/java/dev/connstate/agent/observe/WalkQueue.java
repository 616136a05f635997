package dev.connstate.agent.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which tables are walked while there is budget. A walk costs the host's whole table, however few sockets
 * the namespace has.
 *
 * @param required those that deadlines ask for in this look, whatever they cost
 * @param wanted the others that could be out of date: the most likely first
 */
record WalkQueue(List<Waiting> required, List<Waiting> wanted) {
    /** By so much of the last pause the next may be longer: a look comes a tenth earlier or later than it should. */
    private static final double LATER = 0.25;

    /**
     * A namespace, and what is known of its tables.
     *
     * @param since when they were walked, or, when they never were, when the namespace was first seen
     * @param moved by how much the cheap numbers have moved since
     * @param isStale whether they could be out of date at all
     * @param price what a walk of them last cost, in CPU time
     */
    record Waiting(
            long namespace,
            Instant since,
            boolean isUnknown,
            double moved,
            boolean isStale,
            Optional<Duration> price) {}

    /**
     * @param pause between the last two looks; zero when there was one only
     * @param deadline the age which no table may have after a look
     */
    static WalkQueue of(Collection<Waiting> all, Instant now, Duration pause, Duration deadline) {
        var oldestFirst =
                all.stream().sorted(Comparator.comparing(Waiting::since)).toList();
        int required = required(oldestFirst, now, pause, deadline);
        var wanted = oldestFirst.stream()
                .skip(required)
                .filter(Waiting::isStale)
                .sorted(Comparator.comparing(Waiting::isUnknown)
                        .thenComparingDouble(Waiting::moved)
                        .reversed())
                .toList();
        return new WalkQueue(oldestFirst.subList(0, required), wanted);
    }

    /**
     * How many of the oldest it takes now so that, with as many in each look to come, nobody misses the deadline. Those
     * that are as old as each other are thereby spread over the looks that are left.
     */
    private static int required(List<Waiting> oldestFirst, Instant now, Duration pause, Duration deadline) {
        int most = 0;
        for (int i = 0; i < oldestFirst.size(); i++) {
            var left = Duration.between(now, oldestFirst.get(i).since().plus(deadline));
            most = Math.max(most, (int) ((i + 1) / looksWithin(left, pause)));
        }
        return most;
    }

    /** The one that is now included. */
    private static long looksWithin(Duration left, Duration pause) {
        if (!left.isPositive()) {
            return 1;
        }
        return pause.isPositive()
                ? 1 + (long) Math.max(0, (double) left.toNanos() / pause.toNanos() - LATER)
                : Long.MAX_VALUE;
    }
}
