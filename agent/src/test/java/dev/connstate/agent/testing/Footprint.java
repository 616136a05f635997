package dev.connstate.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;

/** What this JVM holds: descriptors, and memory that the collector leaves. */
public record Footprint(int descriptors, long heapBytes) {
    /** Caches of the JDK and of the test itself come and go; a leak of one descriptor a round would be a thousand. */
    private static final int DESCRIPTORS = 5;

    private static final long HEAP_BYTES = 4 << 20;

    public static Footprint now() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc(); // what a reference queue freed after the first
        return new Footprint(
                new File("/proc/self/fd").list().length,
                memory.getHeapMemoryUsage().getUsed());
    }

    /** Within 5 descriptors and 4 MiB. */
    public void assertNotExceededBy(Footprint later) {
        assertThat(later.descriptors).as("open descriptors").isLessThanOrEqualTo(descriptors + DESCRIPTORS);
        assertThat(later.heapBytes).as("bytes of heap in use").isLessThanOrEqualTo(heapBytes + HEAP_BYTES);
    }
}
