package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_NODE;
import static dev.connstate.charts.dashboard.Link.TO_POD;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.stack;
import static dev.connstate.charts.dashboard.Panel.stat;
import static dev.connstate.charts.dashboard.Panel.table;

import java.util.List;

/** A namespace, a workload of it, or one pod. */
final class Workload {

    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-workload",
                    "Workload and pod",
                    "Pods of one namespace: states, listeners, port budgets, and who holds CLOSE_WAIT.",
                    Variable.CLUSTER,
                    Variable.NAMESPACE,
                    Variable.WORKLOADS,
                    Variable.PODS)
            .row(
                    "At a glance",
                    stat("Pods seen", Unit.COUNT, """
                            Fewer than run: an agent does not see them, or they share the node's network and are shown with the
                            node.""").query("count(count by (pod) (connstate_namespace_problems{@}))"),
                    stat("Established", Unit.COUNT, """
                            Worry when it falls to nothing, or when it grows without more load: then a pool has no bound.""").query("sum(connstate_connections{@,state='established'})"),
                    stat("Fullest accept queue", Unit.SHARE, """
                            Of its limit; from 100 % on the kernel drops SYNs. Then see in the table which of the two it is: a
                            small limit, or a program that does not accept.""")
                            .query("max(connstate_listener_accept_queue_length{@}"
                                    + " / (connstate_listener_accept_queue_limit{@} + 1))")
                            .warn(0.5)
                            .critical(1)
                            .emptyWhen("nothing listens, or the agent's mode cannot see limits"),
                    stat("Fullest port budget", Unit.SHARE, """
                            Ephemeral ports in use towards one destination. At 100 % connect() fails with EADDRNOTAVAIL and no
                            counter moves. Reuse connections first; then widen ip_local_port_range.""")
                            .query("max(connstate_destination_ports_used{@} / connstate_destination_ports_usable{@})")
                            .warn(0.7)
                            .critical(0.9)
                            .emptyWhen("the pods connect to nobody"),
                    stat("CLOSE_WAIT held by programs", Unit.COUNT, """
                            The peer has closed and the program has not. Some come and go; a number that only grows is a leak in
                            the program, and no sysctl cures it.""")
                            .query("sum(connstate_close_wait_connections{@,accepted='true'})"
                                    + " or 0 * sum(connstate_connections{@,state='close_wait'})")
                            .warn(100),
                    stat("Not readable", Unit.COUNT, """
                            Things of these pods that could not be read. What is missing is missing below, and not zero.""")
                            .query("sum(connstate_namespace_problems{@})")
                            .warn(1))
            .row(
                    "States",
                    stack("Connections in each state", Unit.COUNT, """
                            Worry about growth that stays: close_wait, syn_sent, fin_wait1, last_ack. time_wait alone is no
                            fault; it costs ports only on the side that connects.""")
                            .query("sum by (state) (connstate_connections{@})", "{{state}}"),
                    lines("Established connections of the 20 pods with the most", Unit.COUNT, """
                            Worry when one pod has many more than its siblings: long-lived connections do not move when pods are
                            added.""")
                            .query(
                                    "topk(20, sum by (namespace, pod) (connstate_connections{@,state='established'}))",
                                    "{{pod}}")
                            .link(TO_POD),
                    table("Pods", List.of("workload", "namespace", "pod", "node"), """
                            One that differs from its siblings is sick, or its node is. Worry about CLOSE_WAIT that grows, SYN_SENT
                            that stays, and any overflow of a queue.""")
                            .value("Connections", Unit.COUNT, "sum by (@) (connstate_connections{@,state!='listen'})")
                            .states(Workload::ofState)
                            .value(
                                    "Queue overflows",
                                    Unit.PACKETS_PER_SECOND,
                                    "sum by (@) (rate(connstate_tcp_listen_overflows_total{@}[$__rate_interval]))")
                            .link(TO_POD, TO_NODE),
                    lines("Connections opened and accepted", Unit.PER_SECOND, """
                            Opened is connect(), accepted what the kernel completed for listeners. Many for few established ones
                            are connections made anew for each request; reuse them.""")
                            .query("sum(rate(connstate_tcp_active_opens_total{@}[$__rate_interval]))", "opened")
                            .query("sum(rate(connstate_tcp_passive_opens_total{@}[$__rate_interval]))", "accepted")
                            .query("sum(rate(connstate_tcp_out_rsts_total{@}[$__rate_interval]))", "RSTs sent"),
                    lines("Segments sent again", Unit.SHARE, """
                            Of those sent. Only some pods: look at their peers. SYNs sent again: a server does not answer, so look
                            at its accept queue.""")
                            .query(
                                    "sum(rate(connstate_tcp_retrans_segs_total{@}[$__rate_interval]))"
                                            + " / sum(rate(connstate_tcp_out_segs_total{@}[$__rate_interval]))",
                                    "all")
                            .query(
                                    "sum(rate(connstate_tcp_syn_retrans_total{@}[$__rate_interval]))"
                                            + " / sum(rate(connstate_tcp_out_segs_total{@}[$__rate_interval]))",
                                    "SYNs and SYN-ACKs")
                            .warn(0.05))
            .row(Listeners.ROW)
            .row(PortBudgets.ROW)
            .row(Leftovers.ROW);

    private Workload() {}

    private static String ofState(String state) {
        return "sum by (@) (connstate_connections{@,state='%s'})".formatted(state);
    }
}
