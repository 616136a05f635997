package dev.connstate.agent.metrics;

import static dev.connstate.agent.metrics.Metric.counter;
import static dev.connstate.agent.metrics.Metric.gauge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every metric of the agent. A gauge has no {@code _total}, units are base units, and an unknown value has no series. */
public final class MetricNames {
    static final Metric NODE_INFO =
            gauge("node_info", "The node this page is about; always 1.", "node", "kernel", "boot_id", "architecture");
    static final Metric LOOK_TIME = gauge("look_timestamp_seconds", "When the numbers of this page were read.");
    static final Metric NAMESPACES = gauge("namespaces", "Network namespaces looked at.", "kind");

    static final Metric CONNECTIONS = gauge(
                    "connections", "TCP connections in each of the kernel's eleven states, IPv4 and IPv6.", "state")
            .perNamespace();
    static final Metric TABLES_AGE = gauge(
                    "tables_age_seconds", "Age of the socket tables: they are walked again only when something moved.")
            .perNamespace();

    static final Metric ACCEPT_QUEUE_LENGTH = listenerGauge(
            "accept_queue_length",
            "Connections that wait for accept(). REUSEPORT listeners of one address and port are summed.");
    static final Metric ACCEPT_QUEUE_LIMIT = listenerGauge(
            "accept_queue_limit",
            "min(backlog given to listen(), somaxconn at that time); the kernel queues one more.");
    static final Metric LISTENER_SYN_RECEIVED =
            listenerGauge("syn_received", "Half-open connections: a SYN came, the last ACK of the handshake has not.");
    static final Metric LISTENER_CONNECTIONS = listenerGauge(
            "connections", "Connections of this address and port in any state, un-accepted ones included.");
    static final Metric LISTENER_DROPS = counter(
                    "listener_drops",
                    "Packets that this listener dropped (sk_drops): full queues, but also socket filters and"
                            + " TCP_DEFER_ACCEPT. Falls when one of several REUSEPORT sockets closes.",
                    "address",
                    "port",
                    "process")
            .perNamespace();

    static final Metric DESTINATION_CONNECTIONS =
            destinationGauge("connections", "Connections opened from here to one address and port, in any state.");
    static final Metric DESTINATION_PORTS_USED =
            destinationGauge("ports_used", "Ephemeral ports in use towards this destination, TIME_WAIT included.");
    static final Metric DESTINATION_PORTS_USABLE = destinationGauge(
            "ports_usable", "Ephemeral ports that exist towards it: ip_local_port_range less the reserved ports.");

    static final Metric CLOSE_WAIT = gauge(
                    "close_wait_connections",
                    "Connections the peer closed and this side did not. accepted=\"false\": no program ever had them,"
                            + " they wait in an accept queue.",
                    "process",
                    "accepted")
            .perNamespace();
    static final Metric CLOSE_WAIT_UNREAD = gauge(
                    "close_wait_unread_bytes",
                    "Bytes received on CLOSE_WAIT connections that nobody has read.",
                    "process",
                    "accepted")
            .perNamespace();

    static final Metric UDP_RECEIVE_QUEUE = gauge(
                    "udp_receive_queue_bytes",
                    "Waiting to be read, in the kernel's bookkeeping size; sockets with neither queue nor drops are"
                            + " in \"other\".",
                    "address",
                    "port",
                    "process")
            .perNamespace();
    static final Metric UDP_DROPS = counter(
                    "udp_drops",
                    "Datagrams that a socket lost, mostly to a full receive buffer.",
                    "address",
                    "port",
                    "process")
            .perNamespace();

    static final Metric CONNTRACK_ENTRIES =
            gauge("conntrack_entries", "Tracked flows of this namespace.").perNamespace();
    static final Metric CONNTRACK_LIMIT = gauge(
                    "conntrack_entries_limit",
                    "nf_conntrack_max: one setting of the host that each namespace's entries are compared with.")
            .perNamespace();

    static final Metric OMITTED = gauge("omitted", "Rows that the agent's bounded lists leave out.", "list")
            .perNamespace();
    static final Metric PROBLEMS = gauge("problems", "Things of this node that could not be read; 0 is all seen.");
    static final Metric NAMESPACE_PROBLEMS = gauge(
                    "namespace_problems", "Things of this namespace that could not be read; 0 is all seen.")
            .perNamespace();

    static final Metric AGENT_CPU = counter("agent_cpu_seconds", "User and system time of this process.");
    static final Metric AGENT_READS = counter("agent_reads", "How often the agent read.", "source");
    static final Metric AGENT_READ_SECONDS = counter("agent_read_seconds", "Wall time spent reading.", "source");
    static final Metric AGENT_READ_ROWS =
            counter("agent_read_rows", "Sockets, processes or descriptors read.", "source");
    static final Metric AGENT_READ_BYTES = counter("agent_read_bytes", "Bytes read.", "source");

    /** Counters of one namespace, by the kernel's name; what says that something was lost comes first. */
    static final Map<String, Metric> KERNEL = new KernelTable()
            .counter("TcpExt.ListenOverflows", "tcp_listen_overflows", "SYNs and last ACKs met a full accept queue.")
            .counter("TcpExt.ListenDrops", "tcp_listen_drops", "All that listeners dropped, ListenOverflows included.")
            .counter("TcpExt.TCPReqQFullDrop", "tcp_req_q_full_drop", "SYNs dropped: SYN queue full, no syncookies.")
            .counter("TcpExt.TCPReqQFullDoCookies", "tcp_req_q_full_do_cookies", "SYNs answered with a cookie.")
            .counter("TcpExt.SyncookiesSent", "tcp_syncookies_sent", "SYN-ACKs that carried a cookie.")
            .counter("TcpExt.SyncookiesRecv", "tcp_syncookies_recv", "Valid cookies, before the accept queue is asked.")
            .counter("TcpExt.SyncookiesFailed", "tcp_syncookies_failed", "Invalid cookies soon after an overflow.")
            .counter("TcpExt.TCPTimeWaitOverflow", "tcp_time_wait_overflow", "TIME_WAIT skipped: tcp_max_tw_buckets.")
            .counter("TcpExt.TCPAbortOnMemory", "tcp_abort_on_memory", "Too many orphans, or TCP memory was out.")
            .counter("TcpExt.TCPMemoryPressures", "tcp_memory_pressures", "Times TCP entered memory pressure.")
            .counter("Udp.RcvbufErrors", "udp_rcvbuf_errors", "IPv4 datagrams lost to a full receive buffer.")
            .counter("Udp6RcvbufErrors", "udp6_rcvbuf_errors", "IPv6 datagrams lost to a full receive buffer.")
            .counter("Udp.MemErrors", "udp_mem_errors", "IPv4 datagrams lost because udp_mem was reached.")
            .counter("Udp.SndbufErrors", "udp_sndbuf_errors", "IPv4 datagrams not sent: no send buffer.")
            .counter("Udp.NoPorts", "udp_no_ports", "IPv4 datagrams to a port where nobody listens.")
            .counter("Udp.InErrors", "udp_in_errors", "IPv4 datagrams not delivered, RcvbufErrors included.")
            .counter("Tcp.AttemptFails", "tcp_attempt_fails", "Handshakes that failed, either direction.")
            .counter(
                    "Tcp.EstabResets",
                    "tcp_estab_resets",
                    "Connections that ended by any abort, not only a received RST.")
            .counter("TcpExt.EmbryonicRsts", "tcp_embryonic_rsts", "Half-open connections ended by RST or SYN.")
            .counter("TcpExt.TCPAbortOnTimeout", "tcp_abort_on_timeout", "Retries or keepalive probes ran out.")
            .counter("TcpExt.TCPAbortOnData", "tcp_abort_on_data", "Aborts by SO_LINGER 0, or data after close.")
            .counter("TcpExt.TCPAbortOnClose", "tcp_abort_on_close", "close() with unread data: the peer got RST.")
            .counter("TcpExt.TCPAbortOnLinger", "tcp_abort_on_linger", "Aborts by TCP_LINGER2 below 0.")
            .counter("TcpExt.TCPBacklogDrop", "tcp_backlog_drop", "Packets a busy socket could not keep; not listen().")
            .counter("TcpExt.TCPRcvQDrop", "tcp_rcv_q_drop", "In-order data dropped for want of memory.")
            .counter("TcpExt.PruneCalled", "tcp_prune_called", "A receive queue was over its buffer and was pruned.")
            .counter("TcpExt.RcvPruned", "tcp_rcv_pruned", "Packets dropped since pruning did not help.")
            .counter("TcpExt.OfoPruned", "tcp_ofo_pruned", "Out-of-order queues thrown away.")
            .counter("TcpExt.TCPToZeroWindowAdv", "tcp_to_zero_window_adv", "We told a peer to stop: slow reader.")
            .counter("TcpExt.TCPZeroWindowDrop", "tcp_zero_window_drop", "Data that came beyond a closed window.")
            .counter("TcpExt.TCPDeferAcceptDrop", "tcp_defer_accept_drop", "Bare ACKs dropped by TCP_DEFER_ACCEPT.")
            .counter("TcpExt.TCPFastOpenListenOverflow", "tcp_fast_open_listen_overflow", "TCP_FASTOPEN queue full.")
            .counter("TcpExt.TCPMigrateReqFailure", "tcp_migrate_req_failure", "REUSEPORT migrations that failed.")
            .counter("TcpExt.IPReversePathFilter", "ip_reverse_path_filter", "Packets dropped by rp_filter.")
            .counter("TcpExt.PAWSEstab", "tcp_paws_estab", "Packets with an old timestamp, established or TIME_WAIT.")
            .counter("TcpExt.TWRecycled", "tcp_tw_recycled", "connect() that took over a TIME_WAIT: tcp_tw_reuse.")
            .counter("TcpExt.TCPTimeouts", "tcp_timeouts", "Retransmission timers that expired, SYN-ACKs included.")
            .counter("TcpExt.TCPSynRetrans", "tcp_syn_retrans", "SYNs and SYN-ACKs sent again.")
            .counter("Tcp.RetransSegs", "tcp_retrans_segs", "Segments sent again: data, SYN and SYN-ACK.")
            .counter("Tcp.InErrs", "tcp_in_errs", "Segments received with an error.")
            .counter("Tcp.OutRsts", "tcp_out_rsts", "RSTs sent.")
            .counter("Tcp.ActiveOpens", "tcp_active_opens", "connect() calls that sent a SYN.")
            .counter("Tcp.PassiveOpens", "tcp_passive_opens", "Connections that completed here, before accept().")
            .counter("TcpExt.TW", "tcp_tw", "Connections that went to TIME_WAIT or to an orphaned FIN_WAIT2.")
            .counter("Tcp.InSegs", "tcp_in_segs", "Segments received.")
            .counter("Tcp.OutSegs", "tcp_out_segs", "Segments sent, retransmissions not counted.")
            .counter("Udp.InDatagrams", "udp_in_datagrams", "IPv4 datagrams delivered.")
            .counter("Udp.OutDatagrams", "udp_out_datagrams", "IPv4 datagrams sent.")
            .perNamespace();

    static final Map<String, Metric> CONNTRACK = new KernelTable()
            .counter("insert_failed", "conntrack_insert_failed", "Flows that lost a race for the same tuple.")
            .counter("drop", "conntrack_drop", "Packets dropped because the table was full.")
            .counter("early_drop", "conntrack_early_drop", "Flows evicted to make room.")
            .counter("invalid", "conntrack_invalid", "Packets that fit no flow.")
            .counter("search_restart", "conntrack_search_restart", "Look-ups repeated because the table moved.")
            .perNamespace();

    static final Map<String, Metric> SOCKSTAT = new KernelTable()
            .gauge("sockets.used", "sockets_used", "Sockets of every family.")
            .gauge("TCP.inuse", "sockstat_tcp_inuse", "IPv4 TCP sockets, LISTEN included, SYN_RECV and TIME_WAIT not.")
            .gauge("TCP.tw", "sockstat_tcp_tw", "TIME_WAIT and orphaned FIN_WAIT2, IPv4 and IPv6.")
            .gauge("TCP6.inuse", "sockstat_tcp6_inuse", "IPv6 TCP sockets, dual-stack ones included.")
            .gauge("UDP.inuse", "sockstat_udp_inuse", "IPv4 UDP sockets.")
            .gauge("UDP6.inuse", "sockstat_udp6_inuse", "IPv6 UDP sockets.")
            .perNamespace();

    static final Map<String, Metric> HOST = new KernelTable()
            .gauge("TCP.orphan", "host_tcp_orphans", "Connections without a process, of all namespaces.")
            .gauge("TCP.alloc", "host_tcp_alloc", "TCP sockets allocated, of all namespaces.")
            .gauge("TCP.mem", "host_tcp_memory_pages", "Memory of TCP in pages, as tcp_mem counts it.")
            .gauge("UDP.mem", "host_udp_memory_pages", "Memory of UDP in pages, as udp_mem counts it.")
            .counter("processed", "host_softnet_processed", "Packets the CPUs took from the network.")
            .counter("dropped", "host_softnet_dropped", "Packets dropped before any socket: netdev_max_backlog.")
            .counter("time_squeeze", "host_softnet_time_squeeze", "Times the packet budget ran out with work left.")
            .table();

    private MetricNames() {}

    /** The kernel counters that matter, the most alarming first. */
    public static List<String> kernelCounters() {
        return List.copyOf(KERNEL.keySet());
    }

    private static Metric listenerGauge(String name, String help) {
        return gauge("listener_" + name, help, "address", "port", "process").perNamespace();
    }

    private static Metric destinationGauge(String name, String help) {
        return gauge("destination_" + name, help, "source", "address", "port").perNamespace();
    }

    /** The kernel's name of a number, and ours. */
    private static final class KernelTable {
        private final Map<String, Metric> table = new LinkedHashMap<>();

        KernelTable counter(String kernel, String name, String help) {
            table.put(kernel, Metric.counter(name, help));
            return this;
        }

        KernelTable gauge(String kernel, String name, String help) {
            table.put(kernel, Metric.gauge(name, help));
            return this;
        }

        Map<String, Metric> table() {
            return table;
        }

        Map<String, Metric> perNamespace() {
            table.replaceAll((kernel, metric) -> metric.perNamespace());
            return table;
        }
    }
}
