package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One node: its last report, the one before, and what is wrong there. A value; {@link #after} makes the next.
 *
 * @param receivedAt by the operator's clock, since a node's may be wrong
 * @param interval from the report before to this one; zero when there was none, or one of another boot
 */
record NodeState(Instant receivedAt, NodeReport last, Duration interval, Diagnosis diagnosis, NodeSightings sightings) {
    static NodeState first(Pace pace, NodeReport report, Instant now) {
        return of(now, report, Optional.empty(), Diagnosis.of(pace, report));
    }

    /** A report that is no newer than the last shows only that the agent lives. */
    NodeState after(NodeReport report, Instant now) {
        boolean booted = !report.node().bootId().equals(last.node().bootId());
        if (!booted && !report.takenAt().isAfter(last.takenAt())) {
            return new NodeState(now, last, interval, diagnosis, sightings);
        }
        return of(now, report, Optional.of(last).filter(_ -> !booted), diagnosis.after(report));
    }

    /** @param limit how long a report is taken for the present */
    boolean isFresh(Duration limit, Instant now) {
        return receivedAt.plus(limit).isAfter(now);
    }

    private static NodeState of(Instant now, NodeReport report, Optional<NodeReport> before, Diagnosis diagnosis) {
        var interval = before.map(it -> Duration.between(it.takenAt(), report.takenAt()))
                .orElse(Duration.ZERO);
        return new NodeState(now, report, interval, diagnosis, NodeSightings.of(report, before, interval, diagnosis));
    }
}
