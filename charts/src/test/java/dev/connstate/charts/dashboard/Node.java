package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_POD;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.stack;
import static dev.connstate.charts.dashboard.Panel.stat;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** One node, and what its pods share. */
final class Node {
    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-node",
                    "Node",
                    "One node: its connections by state and by pod, what its kernel drops, and what all of its pods share.",
                    Variable.CLUSTER,
                    Variable.NODE)
            .row(
                    "The node",
                    stat("Kernel", Unit.NONE, """
                            Limits and counters differ between kernels; worry when this node behaves otherwise than its
                            neighbours and has another one.""").query("connstate_node_info{@}", "{{kernel}}"),
                    stat("Age of the look", Unit.SECONDS, """
                            Seconds are normal. Minutes: the agent is stuck, and all that is shown here is old.""")
                            .query("time() - max(connstate_look_timestamp_seconds{@})")
                            .warn(60)
                            .critical(120),
                    stat("Network namespaces", Unit.COUNT, """
                            About one for each pod. Fewer: the agent's mode does not see them, so look at what could not be
                            read.""").query("sum(connstate_namespaces{@})"),
                    stat("Not readable", Unit.COUNT, """
                            Things of the node and its namespaces that could not be read. What is missing is missing below, and
                            not zero; the agent's log says why.""")
                            .query("sum(connstate_namespace_problems{@}) + max(connstate_problems{@})")
                            .warn(1),
                    stat("Conntrack in use", Unit.SHARE, """
                            Of the node's own table, which all pods' translated flows go through. From 80 % on raise
                            nf_conntrack_max on the node, or find who opens so many flows.""")
                            .query("max(connstate_conntrack_entries{@,kind='host'}"
                                    + " / connstate_conntrack_entries_limit{@,kind='host'})")
                            .warn(0.8)
                            .critical(0.95)
                            .emptyWhen("the node tracks no connections"),
                    stat("Orphans", Unit.COUNT, """
                            Closed connections without a process that the kernel still finishes, of all namespaces. Growth means
                            that peers or the way to them are dead; at tcp_max_orphans the kernel resets them.""").query("max(connstate_host_tcp_orphans{@})"))
            .row(
                    "Connections",
                    stack("Connections in each state", Unit.COUNT, """
                            Of all namespaces of the node. Worry when all pods change at once: then it is the node or its
                            network, and not one program.""")
                            .query("sum by (state) (connstate_connections{@})", "{{state}}"),
                    stack("Connections of each kind of namespace", Unit.COUNT, """
                            Pods', the node's own, and others, which belong to no pod that is known. Worry about many in others:
                            something runs beside Kubernetes, or the agent cannot tell whose they are.""")
                            .query("sum by (kind) (connstate_connections{@,state!='listen'})", "{{kind}}"),
                    table("Pods", List.of("namespace", "workload", "pod"), """
                            Which pod has what the pictures show. Worry about CLOSE_WAIT that grows, SYN_SENT that stays, and
                            any overflow of a queue.""")
                            .value(
                                    "Connections",
                                    Unit.COUNT,
                                    "sum by (@) (connstate_connections{@,pod!='',state!='listen'})")
                            .states(Node::ofState)
                            .value(
                                    "Queue overflows",
                                    Unit.PACKETS_PER_SECOND,
                                    "sum by (@) (rate(connstate_tcp_listen_overflows_total{@,pod!=''}[$__rate_interval]))")
                            .link(TO_POD))
            .row(
                    "What is lost",
                    lines("Dropped by TCP", Unit.PACKETS_PER_SECOND, """
                            Accept queue: programs are slow to accept. SYN queue: a flood, or syncookies are off. Memory and
                            pruned: readers are too slow, or tcp_mem is reached.""")
                            .query(rate("tcp_listen_overflows"), "accept queue full")
                            .query(rate("tcp_req_q_full_drop"), "SYN queue full")
                            .query(rate("tcp_rcv_q_drop"), "no memory")
                            .query(rate("tcp_rcv_pruned"), "pruned")
                            .query(rate("ip_reverse_path_filter"), "rp_filter"),
                    lines("Dropped by UDP", Unit.PACKETS_PER_SECOND, """
                            Full receive buffers are programs that read too slowly or have asked for a small buffer. With
                            memory errors udp_mem of the whole node is reached.""")
                            .query(rate("udp_rcvbuf_errors"), "buffer full, IPv4")
                            .query(rate("udp6_rcvbuf_errors"), "buffer full, IPv6")
                            .query(rate("udp_mem_errors"), "no memory, IPv4"),
                    lines("Segments sent again", Unit.SHARE, """
                            Of those sent. Below 1 % is usual; a step at all pods of a node at once is the network, at one pod
                            its peers.""")
                            .query(
                                    "sum(rate(connstate_tcp_retrans_segs_total{@}[$__rate_interval]))"
                                            + " / sum(rate(connstate_tcp_out_segs_total{@}[$__rate_interval]))",
                                    "all")
                            .query(
                                    "sum(rate(connstate_tcp_syn_retrans_total{@}[$__rate_interval]))"
                                            + " / sum(rate(connstate_tcp_out_segs_total{@}[$__rate_interval]))",
                                    "SYNs and SYN-ACKs")
                            .warn(0.05),
                    lines("Dropped before any socket", Unit.PACKETS_PER_SECOND, """
                            Dropped: a CPU's backlog (netdev_max_backlog) was full. Budget ran out: the CPU had work left, which
                            is harmless while nothing is dropped.""")
                            .query(rate("host_softnet_dropped"), "dropped")
                            .query(rate("host_softnet_time_squeeze"), "budget ran out"))
            .row(
                    "What all pods share",
                    lines("Conntrack entries and their limit", Unit.COUNT, """
                            When the limit is reached the kernel evicts flows, and then drops packets of new ones. Raise
                            nf_conntrack_max, or reuse connections.""")
                            .query("max(connstate_conntrack_entries{@,kind='host'})", "entries")
                            .query("max(connstate_conntrack_entries_limit{@,kind='host'})", "limit")
                            .emptyWhen("the node tracks no connections"),
                    lines("Conntrack losses", Unit.PER_SECOND, """
                            Dropped and evicted: the table is full. Lost a race: two flows were given the same address and port,
                            mostly SNAT towards one destination, or DNS over UDP.""")
                            .query(rate("conntrack_drop"), "dropped")
                            .query(rate("conntrack_early_drop"), "evicted")
                            .query(rate("conntrack_insert_failed"), "lost a race")
                            .emptyWhen("the node tracks no connections"),
                    lines("Memory of TCP and UDP", Unit.PAGES, """
                            Of all namespaces, as tcp_mem and udp_mem count it. Worry when it grows with unread bytes: a program
                            has stopped reading.""")
                            .query("max(connstate_host_tcp_memory_pages{@})", "TCP")
                            .query("max(connstate_host_udp_memory_pages{@})", "UDP"),
                    lines("Times that memory or TIME_WAIT buckets ran out", Unit.PER_SECOND, """
                            Any is worth a look: memory pressure keeps buffers small, aborted connections are lost, and above
                            tcp_max_tw_buckets connections end without TIME_WAIT.""")
                            .query(rate("tcp_memory_pressures"), "memory pressure")
                            .query(rate("tcp_abort_on_memory"), "connections aborted")
                            .query(rate("tcp_time_wait_overflow"), "TIME_WAIT skipped"));

    private Node() {}

    private static String rate(String counter) {
        return "sum(rate(connstate_%s_total{@}[$__rate_interval]))".formatted(counter);
    }

    private static String ofState(String state) {
        return "sum by (@) (connstate_connections{@,pod!='',state='%s'})".formatted(state);
    }
}
