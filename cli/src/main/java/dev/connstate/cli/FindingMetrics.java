package dev.connstate.cli;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.symptom.Catalogue;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The findings of the latest look as one gauge. Not among the agent's metrics: an agent says what it saw, and whoever
 * diagnoses, here this command, what that means. Who has it is in no label, so that the page stays small.
 */
final class FindingMetrics extends Collector {
    private final Supplier<Optional<List<Finding>>> latest;

    FindingMetrics(Supplier<Optional<List<Finding>>> latest) {
        this.latest = latest;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return latest.get().map(FindingMetrics::families).orElse(List.of());
    }

    /** A series for everything that could be found, so that an alert sees a zero and not an absence. */
    private static List<MetricFamilySamples> families(List<Finding> findings) {
        var gauge = new GaugeMetricFamily(
                "connstate_findings",
                "What is wrong now: connstate explain SYMPTOM says what it means.",
                List.of("symptom", "cause", "severity"));
        for (var symptom : Catalogue.ALL) {
            for (var cause : symptom.causes()) {
                for (var severity : Severity.values()) {
                    gauge.addMetric(
                            List.of(symptom.name(), cause, severity.name().toLowerCase(Locale.ROOT)),
                            count(findings, symptom.name(), cause, severity));
                }
            }
        }
        return List.of(gauge);
    }

    private static long count(List<Finding> findings, String symptom, String cause, Severity severity) {
        return findings.stream()
                .map(Finding::verdict)
                .filter(verdict -> verdict.symptom().equals(symptom)
                        && verdict.cause().equals(cause)
                        && verdict.severity() == severity)
                .count();
    }
}
