package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.stack;
import static dev.connstate.charts.dashboard.Panel.stat;

/** Whether what the others show can be believed, and what it costs. */
final class Connstate {

    static final Dashboard DASHBOARD = Dashboard.of(
                    "connstate-itself",
                    "Connstate itself",
                    "Agents and operator: do they look, report and decide, and what do they cost.",
                    Variable.CLUSTER)
            .row(
                    "Is it well?",
                    stat("Agents that are scraped", Unit.COUNT, """
                            One for each node. Fewer: ConnstateAgentDown says which; dashboards know nothing of those nodes.""").query("count(connstate_node_info{@})"),
                    stat("Nodes without a fresh report", Unit.COUNT, """
                            Alerts about them are Unknown. See below whether the agent sends, and whether the operator refuses.""")
                            .query("sum(max by (cluster) (connstate_fleet_nodes_stale{@}))")
                            .warn(1),
                    stat("Oldest report", Unit.SECONDS, """
                            Of the node that was silent longest. Below a minute is normal; a node that has left the cluster is
                            forgotten.""")
                            .query("max(connstate_fleet_oldest_report_seconds{@})")
                            .warn(60),
                    stat("Replicas that decide", Unit.COUNT, """
                            One in each cluster, always. None: no alert changes, see the operator's log. Two must never be: report
                            it.""").query("sum(connstate_operator_leads{@})"),
                    stat("Refused in the last hour", Unit.COUNT, """
                            Reports that the operator did not take. The picture below has the reasons; another_node or
                            wrong_audience for long is somebody who is no agent of ours.""")
                            .query("sum(increase(connstate_intake_refused_total{@}[1h]))")
                            .warn(1),
                    stat("Certificate ends in", Unit.SECONDS, """
                            It is renewed long before. Below five days: whoever renews it does not, and after that no agent can
                            report.""")
                            .query("min(connstate_intake_certificate_expiry_timestamp_seconds{@}) - time()"))
            .row(Agents.ROW)
            .row(
                    "Reports on their way",
                    stack("Reports that agents sent, by what came of it", Unit.PER_SECOND, """
                            To all replicas. Deferred for long: the operator is away or has no time, and the newest report waits.
                            Refused: the agent's log has the operator's sentence.""")
                            .query(
                                    "sum by (outcome) (rate(connstate_delivery_reports_total{@}[$__rate_interval]))",
                                    "{{outcome}}"),
                    lines("Reports that the operator refused, by reason", Unit.PER_SECOND, """
                            Some unavailable while the API server is away is normal. Reasons of tokens that last: see the agents' and
                            the operator's audience, and who it is.""")
                            .query(
                                    "sum by (reason) (rate(connstate_intake_refused_total{@}[$__rate_interval])) > 0",
                                    "{{reason}}")
                            .emptyWhen("no report is refused"),
                    lines("Reports that the operator took", Unit.PER_SECOND, """
                            By replica; both take all, so that either can decide at once. Worry when one takes none.""")
                            .query(
                                    "sum by (instance) (rate(connstate_intake_reports_total{@}[$__rate_interval]))",
                                    "{{instance}}"),
                    lines("Time to decode a report", Unit.SECONDS, """
                            Below some milliseconds is normal. Growth with an even number of nodes is a replica that has too little
                            CPU.""")
                            .query(
                                    "histogram_quantile(0.99, sum by (le)"
                                            + " (rate(connstate_intake_decode_seconds_bucket{@}[$__rate_interval])))",
                                    "99 of 100 below")
                            .query(
                                    "histogram_quantile(0.5, sum by (le)"
                                            + " (rate(connstate_intake_decode_seconds_bucket{@}[$__rate_interval])))",
                                    "half below"))
            .row(Operator.ROW);

    private Connstate() {}
}
