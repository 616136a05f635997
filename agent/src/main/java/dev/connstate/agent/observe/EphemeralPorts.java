package dev.connstate.agent.observe;

import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The local ports that connect(2) may choose: {@code ip_local_port_range} less {@code ip_local_reserved_ports}. Where
 * the settings cannot be read, every port counts as used but how many are usable is unknown.
 *
 * @param first of the range
 * @param last of the range, itself one of them
 * @param reserved as a rule none, so that it is small
 * @param count empty when unknown
 */
record EphemeralPorts(int first, int last, BitSet reserved, OptionalInt count) {
    private static final int PORTS = 1 << 16;

    static final EphemeralPorts UNKNOWN = new EphemeralPorts(0, PORTS - 1, new BitSet(0), OptionalInt.empty());

    /** By the two settings; unknown when either is missing or not of its form. */
    static EphemeralPorts of(Map<String, String> sysctls) {
        var range = sysctls.get("net.ipv4.ip_local_port_range");
        var reserved = sysctls.get("net.ipv4.ip_local_reserved_ports");
        if (range == null || reserved == null) {
            return UNKNOWN;
        }
        try {
            var bounds = range.trim().split("\\s+");
            int first = port(bounds[0]);
            int last = port(bounds[1]);
            var ports = new BitSet(0);
            for (var part : reserved.trim().split(",")) {
                if (!part.isBlank()) {
                    var ends = part.trim().split("-", 2);
                    ports.set(port(ends[0]), port(ends[ends.length - 1]) + 1);
                }
            }
            int usable = last + 1 - first - ports.get(first, last + 1).cardinality();
            return new EphemeralPorts(first, last, ports, OptionalInt.of(usable));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    boolean contains(int port) {
        return port >= first && port <= last && !reserved.get(port);
    }

    private static int port(String text) {
        int port = Integer.parseInt(text.trim());
        if (port < 0 || port >= PORTS) {
            throw new IllegalArgumentException("no port: " + port);
        }
        return port;
    }
}
