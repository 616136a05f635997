package dev.connstate.report;

import java.util.OptionalInt;

/**
 * The connections this namespace opened from one of its addresses to one address and port. Ephemeral ports run out for
 * each such triple on its own.
 *
 * @param synRetransmitted those in SYN_SENT whose SYN was sent again, at least once
 * @param portsUsed ephemeral ports in use towards it, in any state
 * @param portsUsable ip_local_port_range less the reserved ones; empty where the sysctls cannot be read
 */
public record Destination(
        Address source,
        Address address,
        int port,
        ConnectionCounts connections,
        long synRetransmitted,
        int portsUsed,
        OptionalInt portsUsable) {}
