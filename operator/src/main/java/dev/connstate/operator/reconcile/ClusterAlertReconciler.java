package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Scope;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

@ControllerConfiguration(name = "clusterconnectionalert", triggerReconcilerOnAllEvents = true)
public final class ClusterAlertReconciler extends Alerting<ClusterConnectionAlert> {
    public ClusterAlertReconciler(Desk desk) {
        super(desk);
    }

    @Override
    Scope scope(Cluster cluster, ClusterConnectionAlert resource) {
        return Scope.of(cluster, resource.getSpec());
    }

    @Override
    ClusterConnectionAlert empty() {
        return new ClusterConnectionAlert();
    }
}
