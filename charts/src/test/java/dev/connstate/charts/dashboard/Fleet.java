package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Link.TO_NODE;
import static dev.connstate.charts.dashboard.Link.TO_WORKLOAD;
import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.stack;
import static dev.connstate.charts.dashboard.Panel.stat;
import static dev.connstate.charts.dashboard.Panel.table;
import static dev.connstate.charts.dashboard.Panel.timeline;

import java.util.List;

/** Where to begin. */
final class Fleet {
    private static final String CONNECTIONS = "sum by (@) (connstate_connections{@,workload!='',state!='listen'})";
    private static final String OF_THE_50 = " and on (@) topk(50, " + CONNECTIONS + ")";

    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-fleet",
                    "Fleet",
                    "All nodes: is something wrong, where, and since when. Its tables lead to nodes and workloads.",
                    Variable.CLUSTER)
            .row(
                    "Is something wrong now?",
                    stat("Alerts that fire", Unit.COUNT, """
                            Of both kinds. The picture below says which; kubectl describe of one says who is worst and what
                            to do. A question mark: no replica of the operator decides.""")
                            .query("sum(max by (cluster, alert_kind, alert_namespace, alert_name)"
                                    + " (connstate_alert_firing{@}))")
                            .critical(1)
                            .emptyWhen("there is no alert of either kind"),
                    stat("Critical findings", Unit.COUNT, """
                            Connections are being lost or refused now. Recommendations say where and why, and connstate
                            explain SYMPTOM what the symptom means.""")
                            .query("sum(max by (cluster, symptom) (connstate_fleet_findings{@,severity='critical'}))")
                            .critical(1),
                    stat("Warnings", Unit.COUNT, """
                            Findings that will hurt, or hurt some already. Look at them before they are critical ones.""")
                            .query("sum(max by (cluster, symptom) (connstate_fleet_findings{@,severity='warning'}))")
                            .warn(1),
                    stat("Recommendations to decide", Unit.COUNT, """
                            They wait for somebody to accept or dismiss them: kubectl get tuningrecommendations -A.""")
                            .query("sum(connstate_tuning_recommendations{@,decision='pending',provided='true'})"
                                    + " or 0 * sum(connstate_operator_leads{@} == 1)")
                            .warn(1),
                    stat("Nodes that report", Unit.COUNT, """
                            Nodes of which the operator has a fresh report. Fewer than the cluster has: see the dashboard of
                            Connstate itself.""")
                            .query("sum(max by (cluster) (connstate_fleet_nodes{@})"
                                    + " - max by (cluster) (connstate_fleet_nodes_stale{@}))"),
                    stat("Nodes without a report", Unit.COUNT, """
                            Alerts about them are Unknown: nothing there fires, and nothing is resolved. See whether the agent
                            runs and whether it reaches the operator.""")
                            .query("sum(max by (cluster) (connstate_fleet_nodes_stale{@}))")
                            .warn(1))
            .row(
                    "Alerts",
                    timeline("When each alert fired", """
                            Red while it fires; a gap while that is not known for want of reports. Only alerts that fired in
                            the time shown have a line.""")
                            .query(
                                    "max by (cluster, alert_kind, alert_namespace, alert_name) (connstate_alert_firing{@})"
                                            + " and on (alert_kind, alert_namespace, alert_name)"
                                            + " max_over_time(connstate_alert_firing{@}[$__range]) == 1",
                                    "{{alert_namespace}}/{{alert_name}}")
                            .critical(1)
                            .emptyWhen("no alert fired in the time shown"))
            .row(
                    "Connections",
                    stack("Connections in each state", Unit.COUNT, """
                            Worry about growth that stays: close_wait is a program that does not close, syn_sent a server that
                            does not answer, fin_wait1 and last_ack peers that do not acknowledge. Much time_wait alone is no
                            fault.""")
                            .query("sum by (state) (connstate_connections{@})", "{{state}}"),
                    lines("Dropped because a queue was full", Unit.PACKETS_PER_SECOND, """
                            Packets, not connections: a client repeats its SYN. Any drop by a full accept queue is a client that
                            waits; find its listener in the dashboard of queues.""")
                            .query(
                                    "sum(rate(connstate_tcp_listen_overflows_total{@}[$__rate_interval]))",
                                    "accept queues")
                            .query("sum(rate(connstate_tcp_req_q_full_drop_total{@}[$__rate_interval]))", "SYN queues")
                            .query("sum(rate(connstate_udp_drops_total{@}[$__rate_interval]))", "UDP sockets")
                            .query(
                                    "sum(rate(connstate_host_softnet_dropped_total{@}[$__rate_interval]))",
                                    "CPUs' backlogs")
                            .query(
                                    "sum(rate(connstate_conntrack_drop_total{@}[$__rate_interval]))",
                                    "conntrack tables"))
            .row(
                    "Where",
                    table("The 50 workloads with the most connections", List.of("namespace", "workload"), """
                            Established without time_wait is a pool; much time_wait and few established are connections made
                            anew for each request. Worry about CLOSE_WAIT that grows and SYN_SENT that stays.""")
                            .value("Connections", Unit.COUNT, "topk(50, " + CONNECTIONS + ")")
                            .states(Fleet::ofState)
                            .value(
                                    "Queue overflows",
                                    Unit.PACKETS_PER_SECOND,
                                    "sum by (@) (rate(connstate_tcp_listen_overflows_total{@,workload!=''}[$__rate_interval]))"
                                            + OF_THE_50)
                            .link(TO_WORKLOAD),
                    table("Nodes", List.of("node"), """
                            Worry about a share of segments sent again that is far from the other nodes', a conntrack table
                            above 80 %, and a look that is minutes old: that agent is stuck.""")
                            .value("Connections", Unit.COUNT, "sum by (@) (connstate_connections{@,state!='listen'})")
                            .value(
                                    "Queue overflows",
                                    Unit.PACKETS_PER_SECOND,
                                    "sum by (@) (rate(connstate_tcp_listen_overflows_total{@}[$__rate_interval]))")
                            .value(
                                    "Sent again",
                                    Unit.SHARE,
                                    "sum by (@) (rate(connstate_tcp_retrans_segs_total{@}[$__rate_interval]))"
                                            + " / sum by (@) (rate(connstate_tcp_out_segs_total{@}[$__rate_interval]))")
                            .value(
                                    "Conntrack in use",
                                    Unit.SHARE,
                                    "max by (@) (connstate_conntrack_entries{@,kind='host'}"
                                            + " / connstate_conntrack_entries_limit{@,kind='host'})")
                            .value(
                                    "Not readable",
                                    Unit.COUNT,
                                    "sum by (@) (connstate_namespace_problems{@}) + max by (@) (connstate_problems{@})")
                            .value(
                                    "Age of the look",
                                    Unit.SECONDS,
                                    "time() - max by (@) (connstate_look_timestamp_seconds{@})")
                            .link(TO_NODE));

    private Fleet() {}

    private static String ofState(String state) {
        return "sum by (@) (connstate_connections{@,workload!='',state='%s'})".formatted(state) + OF_THE_50;
    }
}
