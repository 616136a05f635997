package dev.connstate.crds.alert;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;

@Group("connstate.dev")
@Version("v1alpha1")
@Kind("ClusterConnectionAlert")
public final class ClusterConnectionAlert extends CustomResource<ClusterConnectionAlertSpec, AlertStatus> {
    private static final long serialVersionUID = 1;
}
