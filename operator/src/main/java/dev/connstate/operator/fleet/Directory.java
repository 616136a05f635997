package dev.connstate.operator.fleet;

import dev.connstate.report.NamedPod;
import dev.connstate.report.PodNames;
import java.util.Optional;

/** What people call the pods of a node: agents know only their uids. */
public record Directory(Cluster cluster) {
    public PodNames of(String node) {
        return PodNames.of(cluster.pods().onNode(node).map(this::named).toList());
    }

    private NamedPod named(ClusterPod pod) {
        var workload = cluster.owners().of(pod);
        return new NamedPod(
                pod.cgroupUid(),
                pod.namespace(),
                pod.name(),
                Optional.of(workload)
                        .filter(it -> !it.kind().equals("Pod"))
                        .map(it -> new dev.connstate.report.Workload(it.kind(), it.name())));
    }
}
