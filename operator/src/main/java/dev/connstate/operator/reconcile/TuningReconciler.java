package dev.connstate.operator.reconcile;

import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.tuning.Whose;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keeps the recommendation of a workload up to date. */
@ControllerConfiguration(name = "tuningrecommendation", triggerReconcilerOnAllEvents = true)
public final class TuningReconciler extends Advising<TuningRecommendation> {
    private final Workloads workloads;

    public TuningReconciler(Workloads workloads, InstantSource clock, Duration interval, TuningMetrics metrics) {
        super(clock, interval, metrics);
        this.workloads = workloads;
    }

    @Override
    List<Target> targets(TuningRecommendation resource, Instant now) {
        return workloads.of(
                resource.getMetadata().getNamespace(), resource.getSpec().targetRef(), now);
    }

    @Override
    Whose whose(TuningRecommendation resource) {
        var ref = resource.getSpec().targetRef();
        return new Whose.OfWorkload(
                ref.kind(), workloads.declared(resource.getMetadata().getNamespace(), ref));
    }

    @Override
    TuningRecommendation empty() {
        return new TuningRecommendation();
    }
}
