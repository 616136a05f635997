package dev.connstate.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One network namespace.
 *
 * @param id the inode of {@code /proc/<pid>/net/tcp}, unique for each living namespace and readable without rights
 * @param pids a few of its processes, the lowest first; none for a namespace that only a mount holds
 * @param process the first of them, which is whom people know the namespace by
 * @param source empty while no table could be read
 * @param tablesTakenAt when the tables below {@code conntrack} were walked; counters and queues are of this report
 * @param connections empty when the tables could not be read
 * @param counters snmp, snmp6 and netstat by their kernel names
 * @param sockstat only its values of this namespace, {@code TCP.inuse}; {@code TCP.tw} also counts orphaned FIN_WAIT2
 * @param sysctls as seen from inside; absent names are unknown
 * @param addresses its local addresses, in order, at most 64; of 127.0.0.0/8 only 127.0.0.1. Empty when they could not be
 *     read
 * @param listeners each listening socket
 * @param destinations the busiest first
 * @param ports empty when the tables could not be read
 * @param closeWait the biggest holder first
 * @param closing the biggest group first
 * @param idle the biggest group first, of this walk or a recent one; empty when it was not asked for or cannot be
 *     known
 * @param detachedSockets sockets that exist and are in no table, see {@link DetachedSockets}: a few are usual, which are
 *     not bound yet. Of this walk or a recent one; empty when a part of the sum could not be read
 * @param detached who holds them, the most first; looked for only when there are many, and only among descriptors that
 *     may be read
 * @param omitted what the lists leave out
 * @param problems what could not be read of this namespace, a sentence each
 */
public record NamespaceReport(
        long id,
        NamespaceKind kind,
        List<Integer> pids,
        Optional<ProcessRef> process,
        Optional<Pod> pod,
        Optional<SourceKind> source,
        Optional<Instant> tablesTakenAt,
        Optional<ConnectionCounts> connections,
        Counters counters,
        Counters sockstat,
        Optional<Conntrack> conntrack,
        Map<String, String> sysctls,
        List<Address> addresses,
        List<Listener> listeners,
        List<Destination> destinations,
        Optional<PortUse> ports,
        List<CloseWaitHolder> closeWait,
        List<ClosingSockets> closing,
        Optional<List<IdleSockets>> idle,
        List<UdpSocket> udp,
        OptionalLong detachedSockets,
        List<DetachedSockets> detached,
        Omitted omitted,
        List<String> problems) {
    public NamespaceReport {
        pids = List.copyOf(pids);
        sysctls = Map.copyOf(sysctls);
        addresses = List.copyOf(addresses);
        listeners = List.copyOf(listeners);
        destinations = List.copyOf(destinations);
        closeWait = List.copyOf(closeWait);
        closing = List.copyOf(closing);
        idle = idle.map(List::copyOf);
        udp = List.copyOf(udp);
        detached = List.copyOf(detached);
        problems = List.copyOf(problems);
    }

    /** The same with other counters. */
    public NamespaceReport with(Counters others) {
        return new NamespaceReport(
                id,
                kind,
                pids,
                process,
                pod,
                source,
                tablesTakenAt,
                connections,
                others,
                sockstat,
                conntrack,
                sysctls,
                addresses,
                listeners,
                destinations,
                ports,
                closeWait,
                closing,
                idle,
                udp,
                detachedSockets,
                detached,
                omitted,
                problems);
    }
}
