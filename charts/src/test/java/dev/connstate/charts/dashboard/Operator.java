package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Panel.lines;
import static dev.connstate.charts.dashboard.Panel.timeline;

/** Whether it decides, and what it needs. */
final class Operator {
    private static final String OF_OPERATOR = " and on (job, instance) connstate_operator_leads{@}";

    static final Row ROW = Row.of(
            "The operator",
            timeline("Which replica decides", """
                            One line is blue at any time. A change takes seconds; a longer gap is a time in which nothing was
                            decided.""")
                    .query("max by (cluster, instance) (connstate_operator_leads{@})", "{{instance}}"),
            lines("Reconciliations, by kind and how they ended", Unit.PER_SECOND, """
                            Each alert and recommendation once in an interval. Errors that last: the API server refuses something, and
                            the operator's log says what.""")
                    .query(
                            "sum by (controller, result) (rate(connstate_reconciliations_total{@}[$__rate_interval]))",
                            "{{controller}} {{result}}"),
            lines("Time of a reconciliation", Unit.SECONDS, """
                            Below 0.1 s is normal. Worry when it nears the interval: alerts then come late.""")
                    .query(
                            "histogram_quantile(0.99, sum by (le, controller)"
                                    + " (rate(connstate_reconciliation_seconds_bucket{@}[$__rate_interval])))",
                            "{{controller}}, 99 of 100 below")
                    .value("waiting", Unit.COUNT, "sum(connstate_reconciliations_queued{@})"),
            lines("CPU of the operator", Unit.CORES, """
                            Half a core for 1,000 nodes and 30,000 pods was measured. Worry when it stays at the container's
                            limit.""")
                    .query(
                            "max by (instance) (rate(process_cpu_seconds_total{@}[$__rate_interval])%s)"
                                    .formatted(OF_OPERATOR),
                            "{{instance}}"),
            lines("Memory of the operator", Unit.BYTES, """
                            Resident. Worry when it nears the container's limit, operator.resources.limits.memory: the kernel would
                            end it there.""")
                    .query(
                            "max by (instance) (process_resident_memory_bytes{@}%s)".formatted(OF_OPERATOR),
                            "{{instance}}"),
            lines("Messages to Alertmanager", Unit.PER_SECOND, """
                            Any failure that lasts: what fires may reach nobody. Without a line no Alertmanager is set
                            (alerting.alertmanagers).""")
                    .query(
                            "sum by (alertmanager) (rate(connstate_alertmanager_messages_total{@}[$__rate_interval]))",
                            "{{alertmanager}}")
                    .query(
                            "sum by (alertmanager) (rate(connstate_alertmanager_failures_total{@}[$__rate_interval]))",
                            "{{alertmanager}} failed")
                    .emptyWhen("no Alertmanager is set"));

    private Operator() {}
}
