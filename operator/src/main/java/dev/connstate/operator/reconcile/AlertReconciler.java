package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.fleet.Targets;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.Instant;
import java.util.List;

@ControllerConfiguration(name = "connectionalert", triggerReconcilerOnAllEvents = true)
public final class AlertReconciler extends Alerting<ConnectionAlert> {
    public AlertReconciler(Desk desk) {
        super(desk);
    }

    @Override
    List<Target> targets(Targets targets, ConnectionAlert resource, Instant now) {
        return targets.of(resource.getSpec(), resource.getMetadata().getNamespace(), now);
    }

    @Override
    ConnectionAlert empty() {
        return new ConnectionAlert();
    }
}
