package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.AlertSpec;
import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.operator.alert.AlertState;
import dev.connstate.operator.alert.Rule;
import dev.connstate.operator.alert.Transition;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Scope;
import dev.connstate.operator.survey.Survey;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What both kinds of alert have in common: each is evaluated once in an interval, and when a report changes something. */
abstract class Alerting<R extends CustomResource<? extends AlertSpec, AlertStatus>> implements Reconciler<R> {
    /** A pod that is not known yet must not be taken for one that is gone. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Desk desk;
    private final SimpleInboundEventSource<R> wakes = new SimpleInboundEventSource<>();
    private final Map<String, AlertState> known = new ConcurrentHashMap<>();

    Alerting(Desk desk) {
        this.desk = desk;
    }

    @Override
    public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        return List.of(wakes);
    }

    abstract Scope scope(Cluster cluster, R resource);

    /** To be filled with the name and the status. */
    abstract R empty();

    @Override
    public UpdateControl<R> reconcile(R resource, Context<R> context) {
        var meta = resource.getMetadata();
        if (context.isPrimaryResourceDeleted()) {
            known.remove(meta.getUid());
            desk.surveys().forget(meta.getUid());
            desk.board().remove(resource);
            desk.rules().ifPresent(rules -> rules.forget(resource));
            return UpdateControl.noUpdate();
        }
        if (!desk.knowsCluster().getAsBoolean()) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
        }
        var now = desk.clock().instant();
        desk.surveys().look(now);
        long generation = meta.getGeneration();
        var survey = desk.surveys()
                .of(meta.getUid())
                .filter(it -> it.generation() == generation)
                .orElseGet(() -> begin(resource, now));
        if (!desk.surveys().isWhole(survey, now)) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
        }
        var undecided = survey.undecided();
        var next = known.get(meta.getUid()).after(survey.rule(), survey.taken(), now);
        survey.ask(next.standing());
        desk.surveys().decided(undecided, desk.clock().instant());
        known.put(meta.getUid(), next);
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

    private Survey begin(R resource, Instant now) {
        var meta = resource.getMetadata();
        var rule = Rule.of(resource.getSpec());
        var state = known.computeIfAbsent(meta.getUid(), _ -> recovered(resource, rule, meta.getGeneration()));
        var survey = desk.surveys()
                .begin(
                        meta.getUid(),
                        meta.getGeneration(),
                        rule,
                        scope(desk.surveys().cluster(), resource),
                        state.standing(),
                        () -> wakes.propagateEvent(ResourceID.fromResource(resource)),
                        now);
        desk.surveys().look(now);
        return survey;
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
}
