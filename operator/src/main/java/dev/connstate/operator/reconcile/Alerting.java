package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.AlertSpec;
import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.operator.alert.AlertState;
import dev.connstate.operator.alert.Rule;
import dev.connstate.operator.alert.Transition;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.fleet.Targets;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What both kinds of alert have in common: each is evaluated once in an interval. */
abstract class Alerting<R extends CustomResource<? extends AlertSpec, AlertStatus>> implements Reconciler<R> {
    /** A pod that is not known yet must not be taken for one that is gone. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Desk desk;
    private final Map<String, Evaluated> known = new ConcurrentHashMap<>();

    Alerting(Desk desk) {
        this.desk = desk;
    }

    abstract List<Target> targets(Targets targets, R resource, Instant now);

    /** To be filled with the name and the status. */
    abstract R empty();

    @Override
    public UpdateControl<R> reconcile(R resource, Context<R> context) {
        var meta = resource.getMetadata();
        if (context.isPrimaryResourceDeleted()) {
            known.remove(meta.getUid());
            desk.board().remove(resource);
            desk.rules().ifPresent(rules -> rules.forget(resource));
            return UpdateControl.noUpdate();
        }
        if (!desk.knowsCluster().getAsBoolean()) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
        }
        var now = desk.clock().instant();
        long generation = meta.getGeneration();
        var before = known.get(meta.getUid());
        boolean same = before != null && before.generation == generation;
        var rule = same ? before.rule : Rule.of(resource.getSpec());
        var state = before != null ? before.state : recovered(resource, rule, generation);
        var next = state.after(rule, targets(desk.targets(), resource, now), now);
        known.put(meta.getUid(), new Evaluated(generation, rule, next));
        next.transition().ifPresent(transition -> tell(resource, transition, now));
        desk.rules().ifPresent(rules -> rules.keep(resource, resource.getSpec()));
        var written = resource.getStatus();
        var status = next.status(written, generation);
        desk.board().put(resource, resource.getSpec(), next.firingSince(), isKnown(status));
        if (status == written) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(desk.interval());
        }
        return StatusPatch.of(empty(), resource, status).rescheduleAfter(desk.interval());
    }

    private AlertState recovered(R resource, Rule rule, long generation) {
        return resource.getStatus() == null ? AlertState.NONE : AlertState.of(resource.getStatus(), rule, generation);
    }

    private void tell(R resource, Transition transition, Instant now) {
        var reason = transition.getClass().getSimpleName();
        desk.events().tell(resource, now, transition instanceof Transition.Fired, reason, transition.message());
    }

    private static boolean isKnown(AlertStatus status) {
        return Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
                .anyMatch(it -> it.getType().equals("Firing") && !it.getStatus().equals("Unknown"));
    }

    private record Evaluated(long generation, Rule rule, AlertState state) {}
}
