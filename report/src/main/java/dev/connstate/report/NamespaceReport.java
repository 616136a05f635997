package dev.connstate.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param listeners each listening socket
 * @param destinations the busiest first
 * @param closeWait the biggest holder first
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
        List<Listener> listeners,
        List<Destination> destinations,
        List<CloseWaitHolder> closeWait,
        List<UdpSocket> udp,
        Omitted omitted,
        List<String> problems) {
    public NamespaceReport {
        pids = List.copyOf(pids);
        sysctls = Map.copyOf(sysctls);
        listeners = List.copyOf(listeners);
        destinations = List.copyOf(destinations);
        closeWait = List.copyOf(closeWait);
        udp = List.copyOf(udp);
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
                listeners,
                destinations,
                closeWait,
                udp,
                omitted,
                problems);
    }
}
