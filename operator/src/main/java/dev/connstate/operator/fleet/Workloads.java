package dev.connstate.operator.fleet;

import dev.connstate.crds.WorkloadRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Of those that are wanted the ones whose pods with something wrong are such. */
    public Set<Workload> withFindings(Predicate<Workload> wanted, Predicate<List<Target>> such, Instant now) {
        return cluster.pods().nodes().stream()
                .flatMap(node -> troubled(node, now))
                .collect(Collectors.groupingBy(cluster.owners()::of))
                .entrySet()
                .stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .filter(entry -> such.test(
                        entry.getValue().stream().map(pod -> target(pod, now)).toList()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Stream<ClusterPod> troubled(String node, Instant now) {
        var uids = fleet.troubledPods(node, now);
        return uids.isEmpty()
                ? Stream.empty()
                : cluster.pods().onNode(node).stream().filter(pod -> pod.running() && uids.contains(pod.cgroupUid()));
    }

    private Target target(ClusterPod pod, Instant now) {
        return new Target(pod.name(), pod.node(), fleet.gist(pod, now));
    }
}
