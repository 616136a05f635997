package dev.connstate.operator.reconcile;

import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.tuning.Whose;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a recommendation for nodes up to date: for all that ever had the finding, so that a cured one is seen. */
@ControllerConfiguration(name = "clustertuningrecommendation", triggerReconcilerOnAllEvents = true)
public final class ClusterTuningReconciler extends Advising<ClusterTuningRecommendation> {
    private final NodeFaults faults;
    private final Map<String, Set<String>> affected = new ConcurrentHashMap<>();

    public ClusterTuningReconciler(NodeFaults faults, InstantSource clock, Duration interval, TuningMetrics metrics) {
        super(clock, interval, metrics);
        this.faults = faults;
    }

    @Override
    List<Target> targets(ClusterTuningRecommendation resource, Instant now) {
        var name = resource.getMetadata().getName();
        var nodes = affected.computeIfAbsent(resource.getMetadata().getUid(), _ -> new TreeSet<>(named(resource)));
        nodes.addAll(faults.nodesWith(name, now));
        return faults.of(name, nodes, now);
    }

    @Override
    Whose whose(ClusterTuningRecommendation resource) {
        return new Whose.OfNodes();
    }

    @Override
    ClusterTuningRecommendation empty() {
        return new ClusterTuningRecommendation();
    }

    @Override
    void forget(ClusterTuningRecommendation resource) {
        affected.remove(resource.getMetadata().getUid());
    }

    /** After a restart: those that the status names. */
    private static List<String> named(ClusterTuningRecommendation resource) {
        return Optional.ofNullable(resource.getStatus())
                .flatMap(status -> Optional.ofNullable(status.nodes()))
                .flatMap(nodes -> Optional.ofNullable(nodes.names()))
                .orElse(List.of());
    }
}
