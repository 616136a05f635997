package dev.connstate.agent.observe;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The local ports that connect(2) may choose: {@code ip_local_port_range} less {@code ip_local_reserved_ports}. Where
 * the settings cannot be read, every port counts as used but how many are usable is unknown.
 *
 * @param usable empty when unknown
 */
record EphemeralPorts(Optional<BitSet> usable) {
    static final EphemeralPorts UNKNOWN = new EphemeralPorts(Optional.empty());

    private static final int PORTS = 1 << 16;

    /** By the two settings; unknown when either is missing or not of its form. */
    static EphemeralPorts of(Map<String, String> sysctls) {
        var range = sysctls.get("net.ipv4.ip_local_port_range");
        var reserved = sysctls.get("net.ipv4.ip_local_reserved_ports");
        if (range == null || reserved == null) {
            return UNKNOWN;
        }
        try {
            var ports = new BitSet(PORTS);
            var bounds = range.trim().split("\\s+");
            ports.set(port(bounds[0]), port(bounds[1]) + 1);
            for (var part : reserved.trim().split(",")) {
                if (!part.isBlank()) {
                    var ends = part.trim().split("-", 2);
                    ports.clear(port(ends[0]), port(ends[ends.length - 1]) + 1);
                }
            }
            return new EphemeralPorts(Optional.of(ports));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    boolean contains(int port) {
        return usable.isEmpty() || usable.get().get(port);
    }

    OptionalInt count() {
        return usable.map(ports -> OptionalInt.of(ports.cardinality())).orElse(OptionalInt.empty());
    }

    private static int port(String text) {
        int port = Integer.parseInt(text.trim());
        if (port < 0 || port >= PORTS) {
            throw new IllegalArgumentException("no port: " + port);
        }
        return port;
    }
}
