package dev.connstate.agent.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Families filled one value after the other. Values of the same labels are summed, so that no page has a series twice.
 * A series with an unknown value in its sum is left out: a sum of some would look like a sum of all.
 */
final class MetricPage {
    private static final double UNKNOWN = Double.NaN;

    private final Map<Metric, Map<List<String>, Double>> families = new LinkedHashMap<>();

    void add(Metric metric, double value, List<String> labels) {
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "%s has labels %s, not %s".formatted(metric.name(), metric.labels(), labels));
        }
        families.computeIfAbsent(metric, unused -> new LinkedHashMap<>()).merge(labels, value, Double::sum);
    }

    void add(Metric metric, OptionalLong value, List<String> labels) {
        add(metric, value.isPresent() ? unsigned(value.getAsLong()) : UNKNOWN, labels);
    }

    void add(Metric metric, OptionalInt value, List<String> labels) {
        add(metric, value.isPresent() ? value.getAsInt() : UNKNOWN, labels);
    }

    List<MetricFamilySamples> families() {
        var page = new ArrayList<MetricFamilySamples>();
        families.forEach((metric, series) -> {
            var samples = new ArrayList<Sample>();
            series.forEach((values, value) -> {
                if (!value.isNaN()) {
                    samples.add(new Sample(metric.sampleName(), metric.labels(), values, value));
                }
            });
            if (!samples.isEmpty()) {
                page.add(new MetricFamilySamples(metric.name(), metric.type(), metric.help(), samples));
            }
        });
        return page;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1) * 2.0;
    }
}
