package dev.connstate.operator.reconcile;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.tuning.Decision;
import dev.connstate.crds.tuning.TuningStatus;
import dev.connstate.operator.tuning.Recommendation;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many recommendations there are and how they stand, never by name: their number has no bound. A replica that does
 * not lead has none.
 */
public final class TuningMetrics extends Collector {
    private static final List<String> LABELS =
            List.of("tuning_kind", "tuning_namespace", "decision", "provided", "applied", "effective");

    private final Map<String, List<String>> standings = new ConcurrentHashMap<>();

    public void put(HasMetadata resource, Decision decision, TuningStatus status) {
        var meta = resource.getMetadata();
        standings.put(
                meta.getUid(),
                List.of(
                        resource.getKind(),
                        Optional.ofNullable(meta.getNamespace()).orElse(""),
                        decision.name().toLowerCase(Locale.ROOT),
                        condition(status, Recommendation.PROVIDED),
                        condition(status, Recommendation.APPLIED),
                        condition(status, Recommendation.EFFECTIVE)));
    }

    public void remove(HasMetadata resource) {
        standings.remove(resource.getMetadata().getUid());
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var gauge = new GaugeMetricFamily(
                "connstate_tuning_recommendations",
                "Recommendations by decision and by their conditions: true, false or unknown. provided=\"false\": withdrawn.",
                LABELS);
        standings.values().stream()
                .collect(groupingBy(labels -> String.join("/", labels), TreeMap::new, groupingBy(it -> it, counting())))
                .values()
                .forEach(same -> same.forEach(gauge::addMetric));
        return List.of(gauge);
    }

    private static String condition(TuningStatus status, String type) {
        return ConditionList.of(Optional.ofNullable(status.conditions()).orElse(List.of()), type)
                .map(Condition::getStatus)
                .orElse("Unknown")
                .toLowerCase(Locale.ROOT);
    }
}
