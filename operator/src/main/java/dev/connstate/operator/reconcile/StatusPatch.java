package dev.connstate.operator.reconcile;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** How a status is written: by server-side apply, so of an object that says nothing else. */
final class StatusPatch {
    private StatusPatch() {}

    /** @param empty is filled with the name of {@code resource} and the status */
    static <S, R extends CustomResource<?, S>> UpdateControl<R> of(R empty, R resource, S status) {
        empty.getMetadata().setName(resource.getMetadata().getName());
        empty.getMetadata().setNamespace(resource.getMetadata().getNamespace());
        empty.setStatus(status);
        return UpdateControl.patchStatus(empty);
    }
}
