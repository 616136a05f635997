package dev.connstate.operator.notify;

import dev.connstate.crds.alert.AlertSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an alert is called wherever it is told, so that a PrometheusRule and a message of our own are one alert. */
public final class AlertLabels {
    private AlertLabels() {}

    /** Made of what the user wrote alone: the same after a restart, and from every replica. */
    public static SortedMap<String, String> of(HasMetadata alert, AlertSpec spec) {
        var labels = new TreeMap<>(Optional.ofNullable(spec.labels()).orElse(Map.of()));
        labels.put("alertname", alert.getMetadata().getName());
        labels.put("alertkind", alert.getKind());
        labels.put("severity", spec.severity().name().toLowerCase(Locale.ROOT));
        Optional.ofNullable(alert.getMetadata().getNamespace())
                .ifPresent(namespace -> labels.put("namespace", namespace));
        return labels;
    }

    /** Those a person reads, that do not change while it fires. */
    public static SortedMap<String, String> annotations(AlertSpec spec) {
        var annotations = new TreeMap<String, String>();
        Optional.ofNullable(spec.summary()).ifPresent(summary -> annotations.put("summary", summary));
        Optional.ofNullable(spec.runbookURL()).ifPresent(url -> annotations.put("runbook_url", url));
        return annotations;
    }
}
