package dev.connstate.report;

import java.time.Duration;
import java.util.Optional;

/**
 * What an operator answers a report with.
 *
 * @param interval how often it wants one, in whole milliseconds; at most {@link #LONGEST_INTERVAL}
 * @param idleAfter for how long no data goes over a connection that is reported as idle; empty to look for none
 * @param pods of this node, all of them; empty when they are those that the agent has
 */
public record NodeReply(Duration interval, Optional<Duration> idleAfter, Optional<PodNames> pods) {
    public static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    public NodeReply {
        if (!interval.isPositive() || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("an interval is up to an hour, not %s".formatted(interval));
        }
        if (idleAfter.filter(limit -> !limit.isPositive()).isPresent()) {
            throw new IllegalArgumentException("an idle limit is more than 0, not %s".formatted(idleAfter.get()));
        }
    }

    /** The same without names that the agent has. */
    public NodeReply since(String version) {
        return new NodeReply(
                interval, idleAfter, pods.filter(names -> !names.version().equals(version)));
    }
}
