package dev.connstate.operator.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * The memory for bodies. A slow body takes only what has come of it, and a node the place of two reports, so that
 * neither takes the place of other nodes. All on the server's event loop.
 */
final class Room {
    private static final int REPORTS_OF_ONE = 2;

    private final long largest;
    private final IntakeMetrics metrics;
    private final Map<String, Integer> byNode = new HashMap<>();
    private long taken;
    private int inFlight;

    Room(long largest, IntakeMetrics metrics) {
        this.largest = largest;
        this.metrics = metrics;
    }

    /** A report's, from its first byte to its answer. */
    final class Place {
        private final String node;
        private int bytes;

        private Place(String node) {
            this.node = node;
        }

        void grow(int more) throws RefusedException {
            if (taken + more > largest) {
                throw new RefusedException(Refusal.BUSY, "too many reports at once: come back");
            }
            bytes += more;
            taken += more;
        }

        void leave() {
            taken -= bytes;
            byNode.computeIfPresent(node, (_, count) -> count == 1 ? null : count - 1);
            metrics.inFlight(--inFlight);
        }
    }

    Place enter(String node) throws RefusedException {
        if (byNode.getOrDefault(node, 0) >= REPORTS_OF_ONE) {
            throw new RefusedException(
                    Refusal.BUSY, "node %s is sending %d reports already: come back".formatted(node, REPORTS_OF_ONE));
        }
        byNode.merge(node, 1, Integer::sum);
        metrics.inFlight(++inFlight);
        return new Place(node);
    }
}
