package dev.connstate.operator.fleet;

import dev.connstate.report.NamedPod;
import dev.connstate.report.PodNames;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What people call the pods of a node: agents know only their uids. */
public final class Directory {
    private final Cluster cluster;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * Good until something changes that {@link Cluster#changesOf} counts: between reports that come every few seconds it
     * hardly ever does. Not the names themselves, which agents keep: a cluster has a hundred thousand.
     */
    private record Known(long changes, String version) {}

    public Directory(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * All those of a node; empty when they are what somebody has.
     *
     * @param version of what they have
     */
    public Optional<PodNames> since(String version, String node) {
        long changes = cluster.changesOf(node);
        var last = known.get(node);
        if (last != null && last.changes == changes && last.version.equals(version)) {
            return Optional.empty();
        }
        var names = named(node);
        known.put(node, new Known(changes, names.version()));
        return Optional.of(names).filter(it -> !it.version().equals(version));
    }

    private PodNames named(String node) {
        return PodNames.of(cluster.pods().onNode(node).stream().map(this::named).toList());
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
