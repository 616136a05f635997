package dev.connstate.operator.fleet;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What changed since somebody asked last, and how often. */
final class Changes {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    void add(String name) {
        names.add(name);
        counts.merge(name, 1L, Long::sum);
        count.incrementAndGet();
    }

    /** How often that one did, ever. */
    long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** How often any did, ever. */
    long count() {
        return count.get();
    }

    /** Those so far; what changes meanwhile is told now or the next time. */
    Set<String> taken() {
        var taken = Set.copyOf(names);
        names.removeAll(taken);
        return taken;
    }
}
