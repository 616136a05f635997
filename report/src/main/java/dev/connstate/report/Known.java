package dev.connstate.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was read lately, by the message it was read from: nodes of a cluster have the same names of counters, and nearly the
 * same settings, in report after report.
 */
final class Known<K, V> {
    /** Other nodes have other kernels and settings; who sends ever new ones pushes out only what is read again. */
    private static final int MOST = 512;

    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    };

    /** @throws E what reading throws */
    synchronized <E extends Exception> V of(K message, Reading<K, V, E> reading) throws E {
        var known = values.get(message);
        if (known == null) {
            known = reading.of(message);
            values.put(message, known);
        }
        return known;
    }

    interface Reading<K, V, E extends Exception> {
        V of(K message) throws E;
    }
}
