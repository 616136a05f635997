package dev.connstate.agent.observe;

import dev.connstate.report.PortUse;
import java.util.Arrays;
import java.util.OptionalInt;

/** The ephemeral ports that outgoing connections hold, a bit each. */
final class PortsInUse {
    private final long[] ports = new long[1 << 10];
    private long connections;

    void clear() {
        Arrays.fill(ports, 0);
        connections = 0;
    }

    void add(int port) {
        ports[port >>> 6] |= 1L << port;
        connections++;
    }

    /** Grouped connections: so many, on ports that {@link #addPorts} names. */
    void addConnections(int more) {
        connections += more;
    }

    void addPorts(int word, long bits) {
        ports[word] |= bits;
    }

    PortUse use(OptionalInt usable) {
        int distinct = 0;
        for (long word : ports) {
            distinct += Long.bitCount(word);
        }
        return new PortUse(distinct, connections, usable);
    }
}
