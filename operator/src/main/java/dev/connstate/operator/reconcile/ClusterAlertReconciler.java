package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.fleet.Targets;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.Instant;
import java.util.List;

@ControllerConfiguration(name = "clusterconnectionalert", triggerReconcilerOnAllEvents = true)
public final class ClusterAlertReconciler extends Alerting<ClusterConnectionAlert> {
    public ClusterAlertReconciler(Desk desk) {
        super(desk);
    }

    @Override
    List<Target> targets(Targets targets, ClusterConnectionAlert resource, Instant now) {
        return targets.of(resource.getSpec(), now);
    }

    @Override
    ClusterConnectionAlert empty() {
        return new ClusterConnectionAlert();
    }
}
