package dev.connstate.operator.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who controls those that control pods: of ReplicaSets and Jobs, which their makers hide behind. Of any other controller
 * there is nobody above.
 */
public final class Owners {
    /** ReplicaSet or Job, Deployment or CronJob, and one more for a controller of those. */
    private static final int DEEPEST = 4;

    private final Map<String, Owner> byUid = new ConcurrentHashMap<>();

    /** @param owner that controls the object with this uid */
    public void put(String uid, Owner owner) {
        byUid.put(uid, owner);
    }

    public void remove(String uid) {
        byUid.remove(uid);
    }

    /** Asked each time, since a watch may hear of a pod before it hears of the ReplicaSet. */
    public Workload of(ClusterPod pod) {
        var top = pod.controller();
        for (int i = 0; i < DEEPEST && top.isPresent(); i++) {
            var above = byUid.get(top.get().uid());
            if (above == null) {
                break;
            }
            top = Optional.of(above);
        }
        // A static pod is the node's own: there is no controller that could be changed.
        return top.filter(owner -> !owner.kind().equals("Node"))
                .map(owner ->
                        new Workload(owner.apiVersion(), owner.kind(), pod.namespace(), owner.name(), owner.uid()))
                .orElseGet(() -> new Workload("v1", "Pod", pod.namespace(), pod.name(), pod.uid()));
    }

    /** An owner reference that says {@code controller: true}. */
    public record Owner(String apiVersion, String kind, String name, String uid) {}
}
