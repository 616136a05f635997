package dev.connstate.operator.fleet;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.symptom.Catalogue;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How big the fleet is, and how old what is known of it. Never by pod: that is the agents' to show. */
public final class FleetMetrics extends Collector {
    private final Fleet fleet;
    private final Cluster cluster;
    private final InstantSource clock;

    public FleetMetrics(Fleet fleet, Cluster cluster, InstantSource clock) {
        this.fleet = fleet;
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var now = clock.instant();
        var ages = fleet.nodes().stream()
                .flatMap(node -> fleet.lastReport(node).stream())
                .map(at -> Duration.between(at, now).toMillis() / 1000.0)
                .toList();
        var findings = new GaugeMetricFamily(
                "connstate_fleet_findings",
                "Findings of the diagnosis on all nodes now.",
                List.of("symptom", "severity"));
        var counts = fleet.findings(now)
                .map(Finding::verdict)
                .collect(groupingBy(Verdict::symptom, groupingBy(Verdict::severity, counting())));
        for (var symptom : Catalogue.ALL) {
            for (var severity : Severity.values()) {
                findings.addMetric(
                        List.of(symptom.name(), severity.name().toLowerCase(Locale.ROOT)),
                        counts.getOrDefault(symptom.name(), Map.of()).getOrDefault(severity, 0L));
            }
        }
        return List.of(
                gauge("connstate_fleet_nodes", "Nodes whose agents reported, and that are not gone.", ages.size()),
                gauge(
                        "connstate_fleet_nodes_stale",
                        "Of those, without a fresh report.",
                        fleet.nodes().stream()
                                .filter(node -> !fleet.isFresh(node, now))
                                .count()),
                gauge(
                        "connstate_fleet_oldest_report_seconds",
                        "Age of the last report of the node that was silent longest.",
                        ages.stream().mapToDouble(Double::doubleValue).max().orElse(0)),
                gauge(
                        "connstate_fleet_pods",
                        "Pods that are known.",
                        cluster.pods().all().size()),
                findings);
    }

    private static MetricFamilySamples gauge(String name, String help, double value) {
        return new GaugeMetricFamily(name, help, value);
    }
}
