package dev.connstate.agent.program;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;

/**
 * Where the serial collector keeps what lives long, and what a look left there that does not. It lets that grow to the
 * whole heap before it collects it: a pod would use all the memory that it may, for nothing.
 */
final class OldGeneration {
    private static final long LEAST = 6 << 20;

    private final Optional<MemoryPoolMXBean> pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(it -> it.getType() == MemoryType.HEAP && it.getName().equals("Tenured Gen"))
            .findFirst();

    /** Collects it when it has grown by half since that was done last; elsewhere than with the serial collector never. */
    void collectWhenGrown() {
        if (pool.filter(OldGeneration::hasGrown).isPresent()) {
            System.gc();
        }
    }

    private static boolean hasGrown(MemoryPoolMXBean pool) {
        long lived = Math.max(LEAST, pool.getCollectionUsage().getUsed());
        return pool.getUsage().getUsed() > lived + lived / 2;
    }
}
