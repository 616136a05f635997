package dev.connstate.operator.fleet;

import dev.connstate.crds.WorkloadRef;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What the API server says is there. Written by watches, read by everybody. */
public record Cluster(Pods pods, Owners owners, Labelled nodes, Labelled namespaces) {
    /** The pods that are, in the end, this workload's. */
    Stream<ClusterPod> podsOf(String namespace, WorkloadRef ref) {
        return pods.ofControllers(namespace, pod -> owners.isOf(pod, ref));
    }

    /** The nodes on which another answer to who is there, or whose it is, may be given since this was asked last. */
    public Set<String> changed() {
        var changed = new HashSet<>(pods.changed());
        owners.changed().forEach(uid -> changed.addAll(pods.nodesOfController(uid)));
        namespaces.changed().forEach(name -> changed.addAll(pods.nodesOf(name)));
        changed.addAll(nodes.changed());
        return changed;
    }

    /** How often anything changed by which that could be another answer, ever, but for namespaces. */
    public long changesOf(String node) {
        return pods.changesOf(node) + owners.changes() + nodes.changesOf(node);
    }

    public static Cluster empty() {
        return new Cluster(new Pods(), new Owners(), new Labelled(), new Labelled());
    }
}
