package dev.connstate.operator.fleet;

import dev.connstate.crds.WorkloadRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods of workloads, with what is known of them. */
public final class Workloads {
    private final Cluster cluster;
    private final Fleet fleet;

    public Workloads(Cluster cluster, Fleet fleet) {
        this.cluster = cluster;
        this.fleet = fleet;
    }

    /** The running pods of one. */
    public List<Target> of(String namespace, WorkloadRef ref, Instant now) {
        return cluster.podsOf(namespace, ref)
                .filter(ClusterPod::running)
                .map(pod -> target(pod, now))
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    /** The sysctls that its pods ask for; where they differ, those of one of them. */
    public Map<String, String> declared(String namespace, WorkloadRef ref) {
        return cluster.podsOf(namespace, ref)
                .max(Comparator.comparing(ClusterPod::startedAt))
                .map(ClusterPod::sysctls)
                .orElse(Map.of());
    }

    /** Those whose pods with something wrong are such. */
    public Set<Workload> withFindings(Predicate<List<Target>> such, Instant now) {
        return cluster.pods().all().stream()
                .filter(ClusterPod::running)
                .filter(pod -> fleet.isTroubled(pod, now))
                .map(pod -> Map.entry(pod, target(pod, now)))
                .collect(Collectors.groupingBy(
                        entry -> cluster.owners().of(entry.getKey()),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .entrySet()
                .stream()
                .filter(entry -> such.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Target target(ClusterPod pod, Instant now) {
        return new Target(pod.name(), pod.node(), fleet.gist(pod, now));
    }
}
