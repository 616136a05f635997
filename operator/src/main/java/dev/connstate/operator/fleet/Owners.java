package dev.connstate.operator.fleet;

import dev.connstate.crds.WorkloadRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who controls those that control pods: of ReplicaSets and Jobs, which their makers hide behind. Of any other controller
 * there is nobody above.
 */
public final class Owners {
    /** ReplicaSet or Job, Deployment or CronJob, and one more for a controller of those. */
    private static final int DEEPEST = 4;

    private final Map<String, Owner> byUid = new ConcurrentHashMap<>();

    private final Changes changes = new Changes();

    /**
     * What was found by the uid of a pod's controller: alerts and recommendations ask of each pod again and again. Another
     * map after each change, so that what is found late goes into the old one.
     */
    private volatile Map<String, Workload> found = new ConcurrentHashMap<>();

    /** @param owner that controls the object with this uid */
    public void put(String uid, Owner owner) {
        if (!owner.equals(byUid.put(uid, owner))) {
            found = new ConcurrentHashMap<>();
            changes.add(uid);
        }
    }

    public void remove(String uid) {
        if (byUid.remove(uid) != null) {
            found = new ConcurrentHashMap<>();
            changes.add(uid);
        }
    }

    /** The uids of those whose owner was told since this was asked last. */
    Set<String> changed() {
        return changes.taken();
    }

    /** How often any was told, ever. */
    long changes() {
        return changes.count();
    }

    /** Asked each time, since a watch may hear of a pod before it hears of the ReplicaSet. */
    public Workload of(ClusterPod pod) {
        if (pod.controller().isEmpty()) {
            return new Workload("v1", "Pod", pod.namespace(), pod.name(), pod.uid());
        }
        var owner = pod.controller().get();
        var known = found.get(owner.uid());
        return known != null ? known : found.computeIfAbsent(owner.uid(), _ -> top(owner, pod.namespace()));
    }

    /** Whether the pod is, in the end, one of this workload's. */
    public boolean isOf(ClusterPod pod, WorkloadRef ref) {
        var workload = of(pod);
        return workload.name().equals(ref.name())
                && workload.kind().equals(ref.kind())
                && workload.apiVersion().equals(ref.apiVersion());
    }

    private Workload top(Owner controller, String namespace) {
        var top = controller;
        for (int i = 0; i < DEEPEST && byUid.containsKey(top.uid()); i++) {
            top = byUid.getOrDefault(top.uid(), top);
        }
        return new Workload(top.apiVersion(), top.kind(), namespace, top.name(), top.uid());
    }

    /** An owner reference that says {@code controller: true}. */
    public record Owner(String apiVersion, String kind, String name, String uid) {}
}
