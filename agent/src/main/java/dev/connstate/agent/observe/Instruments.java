package dev.connstate.agent.observe;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.kernel.proc.ProcRoot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;

/** What every namespace is read with; its buffers and tables are used for one namespace after the other. */
record Instruments(
        AgentSettings settings,
        ProcRoot proc,
        InstantSource clock,
        NetFiles files,
        Sysctls sysctls,
        SettingsTurns turns,
        ConnectionTable table,
        Meters meters,
        DetachedSearch detached) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What the calling thread has cost so far. */
    static Duration cpu() {
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime());
    }
}
