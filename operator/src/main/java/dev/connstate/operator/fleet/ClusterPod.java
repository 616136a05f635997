package dev.connstate.operator.fleet;

import dev.connstate.operator.fleet.Owners.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a pod. Never the whole object: a cluster has a hundred thousand.
 *
 * @param cgroupUid as its cgroup names it, and so its agent; of a static pod that is another than the API server's
 * @param node empty while it is not scheduled
 * @param controller empty for a pod that nobody controls, and for a static one, which the node does
 * @param running of phase Running: before and after it has no sockets to count
 * @param hostNetwork whether it shares the node's network namespace
 * @param sysctls those it asks for in its securityContext
 * @param startedAt when the kubelet took it, or when it was made
 */
public record ClusterPod(
        String uid,
        String cgroupUid,
        String namespace,
        String name,
        String node,
        Map<String, String> labels,
        Optional<Owner> controller,
        boolean running,
        boolean hostNetwork,
        Map<String, String> sysctls,
        Instant startedAt) {
    public ClusterPod {
        labels = Map.copyOf(labels);
        controller = controller.filter(owner -> !owner.kind().equals("Node")); // which cannot be changed
        sysctls = Map.copyOf(sysctls);
    }

    /** Its own when nobody controls it. */
    String controllerUid() {
        return controller.map(Owner::uid).orElse(uid);
    }

    /** The same, with what is equal in one of the same controller in its place: a cluster has a hundred thousand pods. */
    ClusterPod sharing(ClusterPod other) {
        return new ClusterPod(
                uid,
                cgroupUid.equals(uid) ? uid : cgroupUid,
                namespace,
                name,
                node,
                labels.equals(other.labels) ? other.labels : labels,
                controller.equals(other.controller) ? other.controller : controller,
                running,
                hostNetwork,
                sysctls.equals(other.sysctls) ? other.sysctls : sysctls,
                startedAt);
    }
}
