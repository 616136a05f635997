package dev.connstate.agent.observe;

import dev.connstate.agent.observe.DetachedWatch.Detached;
import dev.connstate.report.Address;
import dev.connstate.report.SourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at a namespace brought, before it is known who owns the sockets.
 *
 * @param source empty, too, while there was no budget yet to read the tables
 * @param listeners empty when they could not be read, which {@code source} tells from having none
 * @param hostSysctls settings of the whole host, when this is its own namespace
 */
record Observation(
        NetNamespace namespace,
        Optional<SourceKind> source,
        CheapNumbers numbers,
        Map<String, String> sysctls,
        Map<String, String> hostSysctls,
        List<Address> addresses,
        List<ListeningSocket> listeners,
        Optional<Tables> tables,
        List<String> problems) {
    /**
     * The last walk of the tables, of this look or an earlier one.
     *
     * @param idle empty when it was not asked for or cannot be known
     * @param udp those with drops or a queue first, bounded
     * @param udpOmitted how many that leaves out
     */
    record Tables(
            Instant takenAt,
            ConnectionTable.Connections connections,
            Optional<IdleRows> idle,
            List<DatagramSocket> udp,
            long udpOmitted,
            Detached detached) {}
}
