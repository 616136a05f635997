package dev.connstate.report;

import java.util.List;

/**
 * What looking costs, cumulative since the agent started.
 *
 * @param cpuSeconds user and system time of the whole process
 */
public record AgentCost(double cpuSeconds, List<SourceCost> sources) {
    public static final AgentCost NONE = new AgentCost(0, List.of());

    public AgentCost {
        sources = List.copyOf(sources);
    }

    /**
     * One way of reading.
     *
     * @param name {@code discovery}, {@code counters}, {@code listeners}, {@code netlink}, {@code proc}, {@code owners}
     * @param reads how often it was asked
     * @param seconds wall time spent in it
     * @param rows sockets, processes or descriptors it returned
     */
    public record SourceCost(String name, long reads, double seconds, long rows, long bytes) {}
}
