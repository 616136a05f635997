package dev.connstate.operator.reconcile;

import dev.connstate.crds.tuning.Decision;
import dev.connstate.crds.tuning.TuningSpec;
import dev.connstate.crds.tuning.TuningStatus;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.tuning.Recommendation;
import dev.connstate.operator.tuning.Whose;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What both kinds of recommendation have in common. */
abstract class Advising<R extends CustomResource<? extends TuningSpec, TuningStatus>> implements Reconciler<R> {
    private static final String PENDING_AGAIN = "{\"spec\":{\"decision\":\"Pending\",\"dismissedUntil\":null}}";

    /** A recommendation that says the same is looked at less and less often, down to once in so many intervals. */
    private static final int RAREST = 4;

    /** After so many looks that say the same, the next come an interval later. */
    private static final int LOOKS_ALIKE = 4;

    private final InstantSource clock;
    private final Duration interval;
    private final TuningMetrics metrics;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Advising(InstantSource clock, Duration interval, TuningMetrics metrics) {
        this.clock = clock;
        this.interval = interval;
        this.metrics = metrics;
    }

    abstract List<Target> targets(R resource, Instant now);

    abstract Whose whose(R resource);

    /** To be filled with the name and the status. */
    abstract R empty();

    void forget(R resource) {}

    @Override
    public UpdateControl<R> reconcile(R resource, Context<R> context) {
        var meta = resource.getMetadata();
        if (context.isPrimaryResourceDeleted()) {
            known.remove(meta.getUid());
            metrics.remove(resource);
            forget(resource);
            return UpdateControl.noUpdate();
        }
        var now = clock.instant();
        if (isOver(resource.getSpec(), now)) {
            context.getClient().resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), PENDING_AGAIN);
        }
        var written = Optional.ofNullable(resource.getStatus());
        var last = known.computeIfAbsent(meta.getUid(), _ -> new Known(Recommendation.of(written, now), 0));
        var next = last.recommendation.after(whose(resource), targets(resource, now), meta.getGeneration(), now);
        metrics.put(resource, resource.getSpec().decision(), next.status());
        if (written.isPresent() && !next.differsFrom(written.get())
                || next.status().conditions() == null) {
            known.put(meta.getUid(), new Known(next, last.alike + 1));
            return UpdateControl.<R>noUpdate()
                    .rescheduleAfter(interval.multipliedBy(Math.min(RAREST, 1 + last.alike / LOOKS_ALIKE)));
        }
        known.put(meta.getUid(), new Known(next, 0));
        return StatusPatch.of(empty(), resource, next.status()).rescheduleAfter(interval);
    }

    /** @param alike in how many looks it has said the same */
    private record Known(Recommendation recommendation, int alike) {}

    private static boolean isOver(TuningSpec spec, Instant now) {
        return spec.decision() == Decision.DISMISSED
                && spec.dismissedUntil() != null
                && spec.dismissedUntil().toInstant().isBefore(now);
    }
}
