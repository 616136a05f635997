package dev.connstate.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to look.
 *
 * @param proc the mount point of the proc filesystem that shows the processes to look at
 * @param mounts where namespaces are kept by bind mounts, {@code /run/netns}; it need not exist
 * @param tablesDeadline how old a table may get while the cheap numbers say that nothing moved
 * @param top how many rows each list of a namespace may have
 * @param idleAfter for how long no data goes over a connection that is reported as idle; empty to look for none, which
 *     is cheaper
 */
public record AgentSettings(
        Path proc,
        Path mounts,
        SourceChoice source,
        Selection selection,
        Duration tablesDeadline,
        int top,
        Optional<Duration> idleAfter) {
    public static final AgentSettings DEFAULTS = new AgentSettings(
            Path.of("/proc"), Path.of("/run/netns"), SourceChoice.AUTO, Selection.ALL, Duration.ofSeconds(15), 100);

    /** Without idle connections. */
    public AgentSettings(
            Path proc, Path mounts, SourceChoice source, Selection selection, Duration tablesDeadline, int top) {
        this(proc, mounts, source, selection, tablesDeadline, top, Optional.empty());
    }
}
