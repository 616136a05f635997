package dev.connstate.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Locale;
import java.util.Map;

/** What the framework says of itself, by controller and never by resource: their number has no bound. */
public final class ReconcileMetrics implements Metrics {
    private final Gauge queued;
    private final Counter finished;
    private final Histogram seconds;

    public ReconcileMetrics(CollectorRegistry registry) {
        queued = Gauge.build("connstate_reconciliations_queued", "Submitted, and not begun yet.")
                .register(registry);
        finished = Counter.build("connstate_reconciliations", "Ended, by how.")
                .labelNames("controller", "result")
                .register(registry);
        seconds = Histogram.build("connstate_reconciliation_seconds", "How long one took, the decision included.")
                .labelNames("controller")
                .buckets(0.001, 0.005, 0.02, 0.1, 0.5, 2.5)
                .register(registry);
    }

    @Override
    public void reconciliationSubmitted(HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
        queued.inc();
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        queued.dec();
    }

    @Override
    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
        finished.labels(controller(resource), "success").inc();
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource, RetryInfo retry, Exception exception, Map<String, Object> metadata) {
        finished.labels(controller(resource), "error").inc();
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        try (var _ = seconds.labels(execution.controllerName()).startTimer()) {
            return execution.execute();
        }
    }

    private static String controller(HasMetadata resource) {
        return resource.getKind().toLowerCase(Locale.ROOT);
    }
}
