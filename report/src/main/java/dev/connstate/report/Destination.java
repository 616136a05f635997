package dev.connstate.report;

import java.util.OptionalInt;

/**
 * The connections this namespace opened from one of its addresses to one address and port. Ephemeral ports run out for
 * each such triple on its own.
 *
 * @param portsUsed ephemeral ports in use towards it, in any state
 * @param portsUsable ip_local_port_range less the reserved ones; empty where the sysctls cannot be read
 */
public record Destination(
        Address source,
        Address address,
        int port,
        ConnectionCounts connections,
        int portsUsed,
        OptionalInt portsUsable) {}
