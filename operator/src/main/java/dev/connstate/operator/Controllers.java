package dev.connstate.operator;

import dev.connstate.operator.lead.Leadership;
import dev.connstate.operator.reconcile.ReconcileMetrics;
import dev.connstate.operator.reconcile.SlimStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The framework that runs reconcilers, set up so that a leader that lost its Lease ends, and nothing is given up. */
final class Controllers {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Operator framework;
    private final List<String> namespaces;

    /** @param callbacks are told when this replica begins and ceases to lead */
    Controllers(
            KubernetesClient client,
            List<String> namespaces,
            Optional<Leadership> leadership,
            LeaderCallbacks callbacks,
            ReconcileMetrics metrics) {
        this.namespaces = namespaces;
        framework = new Operator(it -> {
            configure(it, client, metrics);
            leadership
                    .map(election -> election.configuration(callbacks))
                    .ifPresent(it::withLeaderElectionConfiguration);
        });
    }

    /** Tries for ever: a status that cannot be written is written when the API server is back. */
    <R extends HasMetadata> void register(Reconciler<R> reconciler) {
        framework.register(reconciler, it -> {
            it.withRetry(new GenericRetry()
                    .setInitialInterval(1000)
                    .setIntervalMultiplier(2)
                    .setMaxInterval(LONGEST_PAUSE.toMillis())
                    .withoutMaxAttempts());
            if (namespaces.isEmpty()) {
                it.withItemStore(new SlimStore<>());
            } else {
                it.settingNamespaces(
                        Set.copyOf(namespaces)); // each with a watch of its own, which cannot share a store
            }
        });
    }

    void start() {
        framework.start();
    }

    void stop() {
        framework.stop();
    }

    /** False when a watch has ended for good. */
    boolean areHealthy() {
        var info = framework.getRuntimeInfo();
        return !info.isStarted() || info.allEventSourcesAreHealthy();
    }

    private static void configure(ConfigurationServiceOverrider it, KubernetesClient client, ReconcileMetrics metrics) {
        it.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(metrics)
                .checkingCRDAndValidateLocalModel(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(1));
    }
}
