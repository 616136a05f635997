package dev.connstate.operator.reconcile;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Scope;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

@ControllerConfiguration(name = "connectionalert", triggerReconcilerOnAllEvents = true)
public final class AlertReconciler extends Alerting<ConnectionAlert> {
    public AlertReconciler(Desk desk) {
        super(desk);
    }

    @Override
    Scope scope(Cluster cluster, ConnectionAlert resource) {
        return Scope.of(cluster, resource.getSpec(), resource.getMetadata().getNamespace());
    }

    @Override
    ConnectionAlert empty() {
        return new ConnectionAlert();
    }
}
