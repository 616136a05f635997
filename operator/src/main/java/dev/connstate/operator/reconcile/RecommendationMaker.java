package dev.connstate.operator.reconcile;

import dev.connstate.crds.WorkloadRef;
import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.crds.tuning.ClusterTuningRecommendationSpec;
import dev.connstate.crds.tuning.Decision;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.crds.tuning.TuningRecommendationSpec;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Workload;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.tuning.Recommendation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a recommendation where something is wrong and there is none yet. It is empty but for whom it is: what it says is
 * its reconciler's.
 */
public final class RecommendationMaker {
    /** A name that a label value may have, too. */
    private static final int LONGEST_NAME = 63;

    private final KubernetesClient client;
    private final Workloads workloads;
    private final NodeFaults faults;
    private final InstantSource clock;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    public RecommendationMaker(KubernetesClient client, Workloads workloads, NodeFaults faults, InstantSource clock) {
        this.client = client;
        this.workloads = workloads;
        this.faults = faults;
        this.clock = clock;
    }

    /** @param nodes whether recommendations for nodes may be made: not with the rights of Roles alone */
    public void make(boolean nodes) {
        var now = clock.instant();
        workloads
                .withFindings(workload -> !made.contains(workload.uid()), Recommendation::isDue, now)
                .forEach(this::of);
        if (nodes) {
            faults.now(now).entrySet().stream()
                    .filter(entry -> Recommendation.isDue(entry.getValue()))
                    .forEach(entry -> ofNodes(entry.getKey()));
        }
    }

    private void of(Workload workload) {
        var recommendation = new TuningRecommendation();
        recommendation.getMetadata().setName(name(workload));
        recommendation.getMetadata().setNamespace(workload.namespace());
        recommendation
                .getMetadata()
                .getOwnerReferences()
                .add(new OwnerReferenceBuilder()
                        .withApiVersion(workload.apiVersion())
                        .withKind(workload.kind())
                        .withName(workload.name())
                        .withUid(workload.uid())
                        .build());
        recommendation.setSpec(new TuningRecommendationSpec(
                new WorkloadRef(workload.apiVersion(), workload.kind(), workload.name()), Decision.PENDING, null));
        create(workload.uid(), recommendation);
    }

    private void ofNodes(String key) {
        var recommendation = new ClusterTuningRecommendation();
        recommendation.getMetadata().setName(key);
        recommendation.setSpec(new ClusterTuningRecommendationSpec(Decision.PENDING, null));
        create(key, recommendation);
    }

    /** Asked once for each: what a person deletes comes back only with another leader. */
    private void create(String key, HasMetadata recommendation) {
        if (!made.add(key)) {
            return;
        }
        try {
            client.resource(recommendation).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                made.remove(key);
                throw e;
            }
        }
    }

    /** {@code deployment-checkout}: the same each time. */
    static String name(Workload workload) {
        var name = "%s-%s".formatted(workload.kind().toLowerCase(Locale.ROOT), workload.name());
        return name.length() <= LONGEST_NAME
                ? name
                : "%s-%08x"
                        .formatted(name.substring(0, LONGEST_NAME - 9).replaceAll("[^a-z0-9]+$", ""), name.hashCode());
    }
}
