package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_NODE;
import static dev.connstate.charts.dashboard.Link.TO_POD;
import static dev.connstate.charts.dashboard.Link.TO_WORKLOAD;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** From the wire to the program and back: each queue that can be full, and what was lost there. */
final class Queues {
    private static final List<String> LISTENER = List.of("namespace", "pod", "node", "address", "port", "process");
    private static final String WAITING = "sum by (@) (connstate_listener_accept_queue_length{@})";
    private static final String LIMIT = "sum by (@) (connstate_listener_accept_queue_limit{@})";
    private static final String OF_THE_20 = " and on (@) topk(20, %s)".formatted(WAITING);

    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-queues",
                    "Queues and overflows",
                    "Every queue of the kernel that can be full, in the order in which a packet meets them.",
                    Variable.CLUSTER,
                    Variable.NODES,
                    Variable.NAMESPACES)
            .row(
                    "Before any socket (of whole nodes)",
                    lines("Dropped by CPUs' backlogs", Unit.PACKETS_PER_SECOND, """
                            A CPU had more packets than netdev_max_backlog. Any that lasts is worth a look at how interrupts are
                            spread; it has nothing to do with accept queues.""")
                            .query(
                                    "sum by (node) (rate(connstate_host_softnet_dropped_total{cluster=~'$cluster',"
                                            + "node=~'$node'}[$__rate_interval]))",
                                    "{{node}}")
                            .link(TO_NODE),
                    lines("Conntrack tables in use", Unit.SHARE, """
                            Of nf_conntrack_max, of the nodes' own tables. From 80 % on raise it, or reuse connections; when full,
                            flows are evicted and packets of new ones dropped.""")
                            .query(
                                    "max by (node) (connstate_conntrack_entries{cluster=~'$cluster',node=~'$node',kind='host'}"
                                            + " / connstate_conntrack_entries_limit{cluster=~'$cluster',node=~'$node',"
                                            + "kind='host'})",
                                    "{{node}}")
                            .warn(0.8)
                            .critical(0.95)
                            .link(TO_NODE)
                            .emptyWhen("no node tracks connections"))
            .row(
                    "Half-open connections (SYN queues)",
                    lines("Half-open connections of the 10 listeners with the most", Unit.COUNT, """
                            The queue's limit is the listener's backlog. Many for long: a flood, clients that cannot be answered,
                            or a program that accepts too slowly.""")
                            .query(
                                    "topk(10, sum by (namespace, pod, address, port) (connstate_listener_syn_received{@}))",
                                    "{{namespace}}/{{pod}} {{address}} {{port}}")
                            .link(TO_POD)
                            .emptyWhen("nothing listens"),
                    lines("Syncookies", Unit.PACKETS_PER_SECOND, """
                            Sent means a SYN queue was full. As many valid ones come back: real load, so raise the program's
                            backlog or add replicas. Hardly any: a flood; leave cookies on.""")
                            .query(rate("tcp_syncookies_sent"), "sent")
                            .query(rate("tcp_syncookies_recv"), "valid ones came back")
                            .query(rate("tcp_syncookies_failed"), "invalid")
                            .query(rate("tcp_req_q_full_drop"), "dropped, cookies are off"))
            .row(
                    "Connections that wait for accept() (accept queues)",
                    table("The 20 longest accept queues", LISTENER, """
                            At 100 % the kernel drops SYNs, and clients wait. Limit below somaxconn: the program asks for too small
                            a backlog. Full for long: it does not accept, and no limit helps.""")
                            .value("In use", Unit.SHARE, "%s / (%s + 1)".formatted(WAITING, LIMIT) + OF_THE_20)
                            .value("Wait for accept()", Unit.COUNT, "topk(20, %s)".formatted(WAITING))
                            .value("Limit", Unit.COUNT, LIMIT + OF_THE_20)
                            .value(
                                    "Half-open",
                                    Unit.COUNT,
                                    "sum by (@) (connstate_listener_syn_received{@})" + OF_THE_20)
                            .warn(0.5)
                            .critical(1)
                            .link(TO_POD, TO_NODE)
                            .emptyWhen("nothing listens"),
                    lines("Accept queues that overflow: the 10 worst workloads", Unit.PACKETS_PER_SECOND, """
                            SYNs and last ACKs that met a full queue; a client repeats them. Any at all is clients that wait a
                            second or more.""")
                            .query(
                                    "topk(10, sum by (namespace, workload)"
                                            + " (rate(connstate_tcp_listen_overflows_total{@}[$__rate_interval])))",
                                    "{{namespace}}/{{workload}}")
                            .link(TO_WORKLOAD),
                    lines("Drops of the 10 worst listeners", Unit.PACKETS_PER_SECOND, """
                            Which listener of a pod it is. Counts socket filters' drops and TCP_DEFER_ACCEPT, too: without
                            overflows on the left it is one of those.""")
                            .query(
                                    "topk(10, sum by (namespace, pod, address, port)"
                                            + " (rate(connstate_listener_drops_total{@}[$__rate_interval])))",
                                    "{{namespace}}/{{pod}} {{address}} {{port}}")
                            .link(TO_POD)
                            .emptyWhen("nothing listens, or the agents' mode cannot see drops"))
            .row(
                    "What waits to be read (receive queues)",
                    lines("TCP: pruned, dropped, and windows closed", Unit.PER_SECOND, """
                            Windows closed alone is a slow reader that holds its peer back, which is as it should be. Pruned or
                            dropped: memory ran out.""")
                            .query(rate("tcp_to_zero_window_adv"), "windows closed")
                            .query(rate("tcp_prune_called"), "pruned")
                            .query(rate("tcp_rcv_pruned"), "dropped, pruning did not help")
                            .query(rate("tcp_rcv_q_drop"), "dropped, no memory"),
                    lines("UDP: drops of the 10 worst sockets", Unit.PACKETS_PER_SECOND, """
                            Mostly full buffers: the program reads too slowly, or its buffer (SO_RCVBUF, up to the node's rmem_max)
                            is too small.""")
                            .query(
                                    "topk(10, sum by (namespace, pod, address, port, process)"
                                            + " (rate(connstate_udp_drops_total{@}[$__rate_interval])))",
                                    "{{namespace}}/{{pod}} {{address}} {{port}} {{process}}")
                            .link(TO_POD)
                            .emptyWhen("there are no UDP sockets, or the agents' mode cannot see drops"),
                    lines("UDP: bytes that wait, of the 10 fullest sockets", Unit.BYTES, """
                            A queue that stays near its buffer's size will drop. Bytes are as the kernel counts them, with what it
                            needs for each datagram.""")
                            .query(
                                    "topk(10, sum by (namespace, pod, address, port, process)"
                                            + " (connstate_udp_receive_queue_bytes{@}))",
                                    "{{namespace}}/{{pod}} {{address}} {{port}} {{process}}")
                            .link(TO_POD)
                            .emptyWhen("there are no UDP sockets"),
                    lines("CLOSE_WAIT: unread bytes of the 10 processes with the most", Unit.BYTES, """
                            The peer has sent them, closed and gone. A program that never reads them is stuck, not only forgetful.""")
                            .query(
                                    "topk(10, sum by (namespace, pod, process) (connstate_close_wait_unread_bytes{@}))",
                                    "{{namespace}}/{{pod}} {{process}}")
                            .link(TO_POD)
                            .emptyWhen("no peer closes first"))
            .row(
                    "On the way out",
                    lines("SYNs and SYN-ACKs sent again: the 10 worst workloads", Unit.PACKETS_PER_SECOND, """
                            Somebody does not answer: a full accept queue at the other end, a network policy, a dead node. See whether
                            they share a destination.""")
                            .query(
                                    "topk(10, sum by (namespace, workload)"
                                            + " (rate(connstate_tcp_syn_retrans_total{@}[$__rate_interval])))",
                                    "{{namespace}}/{{workload}}")
                            .link(TO_WORKLOAD),
                    lines("The 10 fullest port budgets", Unit.SHARE, """
                            Ephemeral ports in use towards one destination. Above 90 % connect() fails soon, and no counter will say
                            so. Reuse connections first.""")
                            .query(
                                    "topk(10, max by (namespace, pod, address, port) (connstate_destination_ports_used{@}"
                                            + " / connstate_destination_ports_usable{@}))",
                                    "{{namespace}}/{{pod}} → {{address}} {{port}}")
                            .warn(0.7)
                            .critical(0.9)
                            .link(TO_POD)
                            .emptyWhen("nobody connects to anybody"),
                    lines("TIME_WAIT skipped", Unit.PER_SECOND, """
                            tcp_max_tw_buckets was reached, and connections end without TIME_WAIT. Find who closes so many and let
                            it reuse connections; never lower that limit.""").query(rate("tcp_time_wait_overflow"), "skipped"),
                    lines("Rows that the agents' lists leave out", Unit.COUNT, """
                            Agents' lists of each namespace are bounded, the most telling first. With many left out, read
                            the tables of this dashboard as the worst, and not as all.""")
                            .query("sum by (list) (connstate_omitted{@})", "{{list}}"));

    private Queues() {}

    private static String rate(String counter) {
        return "sum(rate(connstate_%s_total{@}[$__rate_interval]))".formatted(counter);
    }
}
