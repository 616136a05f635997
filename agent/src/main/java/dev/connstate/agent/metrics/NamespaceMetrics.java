package dev.connstate.agent.metrics;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;

/** The series of one namespace. */
final class NamespaceMetrics {
    private final MetricPage page;
    private final NamespaceReport namespace;
    private final Instant takenAt;
    private final NamespaceLabels labels;

    NamespaceMetrics(MetricPage page, NamespaceReport namespace, Instant takenAt, PodLabels pods) {
        this.page = page;
        this.namespace = namespace;
        this.takenAt = takenAt;
        this.labels = NamespaceLabels.of(namespace, pods);
    }

    void add() {
        namespace
                .connections()
                .ifPresent(counts -> TcpState.ALL.forEach(
                        state -> page.add(MetricNames.CONNECTIONS, counts.of(state), labels.with(state.label()))));
        namespace
                .tablesTakenAt()
                .map(walked -> Duration.between(walked, takenAt).toMillis() / 1000.0)
                .ifPresent(age -> page.add(MetricNames.TABLES_AGE, age, labels.with()));
        new ListMetrics(page, namespace, labels).add();
        AgentMetrics.counters(page, namespace.sockstat(), MetricNames.SOCKSTAT, labels.with());
        AgentMetrics.counters(page, namespace.counters(), MetricNames.KERNEL, labels.with());
        conntrack();
        omitted();
        page.add(MetricNames.NAMESPACE_PROBLEMS, namespace.problems().size(), labels.with());
    }

    private void conntrack() {
        namespace.conntrack().ifPresent(conntrack -> {
            page.add(MetricNames.CONNTRACK_ENTRIES, conntrack.entries(), labels.with());
            page.add(MetricNames.CONNTRACK_LIMIT, conntrack.limit(), labels.with());
            AgentMetrics.counters(page, conntrack.counters(), MetricNames.CONNTRACK, labels.with());
        });
    }

    private void omitted() {
        var omitted = namespace.omitted();
        page.add(MetricNames.OMITTED, omitted.listeners(), labels.with("listeners"));
        page.add(MetricNames.OMITTED, omitted.destinations(), labels.with("destinations"));
        page.add(MetricNames.OMITTED, omitted.closeWait(), labels.with("close_wait"));
        page.add(MetricNames.OMITTED, omitted.udp(), labels.with("udp"));
    }
}
