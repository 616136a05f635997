package dev.connstate.operator.fleet;

import dev.connstate.crds.WorkloadRef;
import java.util.stream.Stream;

/** What the API server says is there. Written by watches, read by everybody. */
public record Cluster(Pods pods, Owners owners, Labelled nodes, Labelled namespaces) {
    /** The pods that are, in the end, this workload's. */
    Stream<ClusterPod> podsOf(String namespace, WorkloadRef ref) {
        return pods.ofControllers(namespace, pod -> owners.isOf(pod, ref));
    }

    public static Cluster empty() {
        return new Cluster(new Pods(), new Owners(), new Labelled(), new Labelled());
    }
}
