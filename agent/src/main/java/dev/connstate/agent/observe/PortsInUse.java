package dev.connstate.agent.observe;

import dev.connstate.report.PortUse;
import java.util.Arrays;
import java.util.OptionalInt;

/** The ephemeral ports that outgoing connections hold, a bit each. */
final class PortsInUse {
    private final long[] ports = new long[1 << 10];
    private int distinct;
    private long connections;

    void clear() {
        Arrays.fill(ports, 0);
        distinct = 0;
        connections = 0;
    }

    void add(int port) {
        addPorts(port >>> 6, 1L << port);
        connections++;
    }

    /** Grouped connections: so many, on ports that {@link #addPorts} names. */
    void addConnections(int more) {
        connections += more;
    }

    void addPorts(int word, long bits) {
        distinct += Long.bitCount(bits & ~ports[word]);
        ports[word] |= bits;
    }

    PortUse use(OptionalInt usable) {
        return new PortUse(distinct, connections, usable);
    }
}
