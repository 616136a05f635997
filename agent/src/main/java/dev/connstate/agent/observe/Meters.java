package dev.connstate.agent.observe;

import dev.connstate.report.AgentCost;
import dev.connstate.report.AgentCost.SourceCost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What each way of reading has cost so far. */
final class Meters {
    private final Map<Way, Meter> meters = new EnumMap<>(Way.class);

    /** One reading that began at {@code startNanos} of {@link System#nanoTime()} and ends now. */
    void count(Way way, long startNanos, long rows, long bytes) {
        var meter = meters.computeIfAbsent(way, any -> new Meter());
        meter.reads++;
        meter.nanos += System.nanoTime() - startNanos;
        meter.rows += rows;
        meter.bytes += bytes;
    }

    AgentCost cost() {
        var sources = new ArrayList<SourceCost>();
        meters.forEach((way, meter) ->
                sources.add(new SourceCost(way.label, meter.reads, meter.nanos / 1e9, meter.rows, meter.bytes)));
        return new AgentCost(cpuSeconds(), List.copyOf(sources));
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
    }

    /** The ways, in the order a look uses them. */
    enum Way {
        DISCOVERY("discovery"),
        COUNTERS("counters"),
        LISTENERS("listeners"),
        BPF("bpf"),
        NETLINK("netlink"),
        PROC("proc"),
        TCP_INFO("tcp_info"),
        OWNERS("owners"),
        DETACHED("detached");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    private static final class Meter {
        private long reads;
        private long nanos;
        private long rows;
        private long bytes;
    }
}
