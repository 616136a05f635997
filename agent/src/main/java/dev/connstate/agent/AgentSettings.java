package dev.connstate.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to look.
 *
 * @param proc the mount point of the proc filesystem that shows the processes to look at
 * @param mounts where namespaces are kept by bind mounts, {@code /run/netns}; it need not exist
 * @param tablesDeadline how old a table may get while the cheap numbers say that nothing moved
 * @param top how many rows each list of a namespace may have
 */
public record AgentSettings(
        Path proc, Path mounts, SourceChoice source, Selection selection, Duration tablesDeadline, int top) {
    public static final AgentSettings DEFAULTS = new AgentSettings(
            Path.of("/proc"), Path.of("/run/netns"), SourceChoice.AUTO, Selection.ALL, Duration.ofSeconds(15), 100);
}
