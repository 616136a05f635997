package dev.connstate.bench.fleet;

import dev.connstate.report.NodeReport;
import java.time.Instant;

/** The looks of one node of the fleet, for those who measure without the others. */
public final class NodeLooks {
    private final Course course;

    /** @param like a look at this machine: the names of its kernel's counters and sysctls are those of the node */
    public NodeLooks(NodeReport like) {
        course = new Course(new Population(Size.of(1000, 30, 20)), 0, like);
    }

    /** @param look how many came before it */
    public NodeReport report(int look, Instant at) {
        return course.report(look, at);
    }
}
