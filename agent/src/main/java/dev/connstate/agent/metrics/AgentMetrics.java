package dev.connstate.agent.metrics;

import dev.connstate.report.AgentCost.SourceCost;
import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.PodNames;
import io.prometheus.client.Collector;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The latest report as a page of metrics; before the first there is none. */
public final class AgentMetrics extends Collector {
    private final Supplier<Optional<NodeReport>> latest;
    private final Supplier<PodNames> names;

    /** With what the operator calls the pods. */
    public AgentMetrics(Supplier<Optional<NodeReport>> latest, Supplier<PodNames> names) {
        this.latest = latest;
        this.names = names;
    }

    public AgentMetrics(Supplier<Optional<NodeReport>> latest) {
        this(latest, () -> PodNames.NONE);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return latest.get().map(report -> families(report, names.get())).orElse(List.of());
    }

    static List<MetricFamilySamples> families(NodeReport report, PodNames names) {
        var page = new MetricPage();
        var pods = new PodLabels(report.node().name(), names);
        node(page, report);
        for (var namespace : report.namespaces()) {
            new NamespaceMetrics(page, namespace, report.takenAt(), pods).add();
        }
        counters(page, report.host().sockstat(), MetricNames.HOST, List.of());
        counters(page, report.host().softnet(), MetricNames.HOST, List.of());
        page.add(MetricNames.AGENT_CPU, report.cost().cpuSeconds(), List.of());
        for (var source : report.cost().sources()) {
            cost(page, source);
        }
        return page.families();
    }

    /** In the table's order: the page should read the same on every kernel. */
    static void counters(MetricPage page, Counters counters, Map<String, Metric> table, List<String> labels) {
        table.forEach((kernel, metric) -> {
            var value = counters.of(kernel);
            if (value.isPresent()) {
                page.add(metric, value, labels);
            }
        });
    }

    private static void node(MetricPage page, NodeReport report) {
        var node = report.node();
        page.add(MetricNames.NODE_INFO, 1, List.of(node.name(), node.kernel(), node.bootId(), node.architecture()));
        page.add(MetricNames.LOOK_TIME, seconds(report.takenAt()), List.of());
        page.add(MetricNames.PROBLEMS, report.problems().size(), List.of());
        for (var kind : NamespaceKind.values()) {
            long count = report.namespaces().stream()
                    .map(NamespaceReport::kind)
                    .filter(kind::equals)
                    .count();
            page.add(MetricNames.NAMESPACES, count, List.of(label(kind)));
        }
    }

    private static void cost(MetricPage page, SourceCost source) {
        var label = List.of(source.name());
        page.add(MetricNames.AGENT_READS, source.reads(), label);
        page.add(MetricNames.AGENT_READ_SECONDS, source.seconds(), label);
        page.add(MetricNames.AGENT_READ_ROWS, source.rows(), label);
        page.add(MetricNames.AGENT_READ_BYTES, source.bytes(), label);
    }

    static String label(NamespaceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
