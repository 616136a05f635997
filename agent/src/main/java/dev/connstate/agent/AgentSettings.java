package dev.connstate.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to look.
 *
 * @param proc the mount point of the proc filesystem that shows the processes to look at
 * @param mounts where namespaces are kept by bind mounts, {@code /run/netns}; it need not exist
 * @param tablesDeadline how old a table may get while the cheap numbers say that nothing moved; others are walked in each
 *     look
 * @param top how many rows each list of a namespace may have
 * @param idleAfter for how long no data goes over a connection that is reported as idle; empty to look for none, which
 *     is cheaper
 * @param cpuBudget what walks of tables may cost, for which tables may get older; empty for no limit
 */
public record AgentSettings(
        Path proc,
        Path mounts,
        SourceChoice source,
        Selection selection,
        Duration tablesDeadline,
        int top,
        Optional<Duration> idleAfter,
        Optional<CpuBudget> cpuBudget) {
    public static final AgentSettings DEFAULTS = new AgentSettings(
            Path.of("/proc"), Path.of("/run/netns"), SourceChoice.AUTO, Selection.ALL, Duration.ofSeconds(15), 100);

    /** Without idle connections and a limit. */
    public AgentSettings(
            Path proc, Path mounts, SourceChoice source, Selection selection, Duration tablesDeadline, int top) {
        this(proc, mounts, source, selection, tablesDeadline, top, Optional.empty());
    }

    /** Without a limit. */
    public AgentSettings(
            Path proc,
            Path mounts,
            SourceChoice source,
            Selection selection,
            Duration tablesDeadline,
            int top,
            Optional<Duration> idleAfter) {
        this(proc, mounts, source, selection, tablesDeadline, top, idleAfter, Optional.empty());
    }

    public AgentSettings withCpuBudget(CpuBudget budget) {
        return new AgentSettings(proc, mounts, source, selection, tablesDeadline, top, idleAfter, Optional.of(budget));
    }
}
