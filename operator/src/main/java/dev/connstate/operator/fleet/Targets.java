package dev.connstate.operator.fleet;

import dev.connstate.crds.alert.ClusterConnectionAlertSpec;
import dev.connstate.crds.alert.ConnectionAlertSpec;
import dev.connstate.crds.alert.PodTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whom an alert looks at, and what is known of them now; in the order of their names. */
public final class Targets {
    private final Cluster cluster;
    private final Fleet fleet;

    public Targets(Cluster cluster, Fleet fleet) {
        this.cluster = cluster;
        this.fleet = fleet;
    }

    /** The running pods of a namespace that the target selects. */
    public List<Target> of(ConnectionAlertSpec spec, String namespace, Instant now) {
        return pods(selected(namespace, Optional.ofNullable(spec.target())), now, ClusterPod::name);
    }

    /** Nodes, or the running pods of namespaces. */
    public List<Target> of(ClusterConnectionAlertSpec spec, Instant now) {
        if (spec.target().nodeSelector() != null) {
            return cluster.nodes().with(new Selector(spec.target().nodeSelector())).stream()
                    .sorted()
                    .map(node -> new Target(node, node, fleet.of(node, now)))
                    .toList();
        }
        var namespaces = cluster.namespaces().with(new Selector(spec.target().namespaceSelector()));
        return pods(
                namespaces.stream().flatMap(cluster.pods()::inNamespace),
                now,
                pod -> pod.namespace() + "/" + pod.name());
    }

    private Stream<ClusterPod> selected(String namespace, Optional<PodTarget> target) {
        var pods = target.map(PodTarget::workloadRef)
                .map(ref -> cluster.podsOf(namespace, ref))
                .orElseGet(() -> cluster.pods().inNamespace(namespace));
        return target.map(PodTarget::podSelector)
                .map(Selector::new)
                .map(selector -> pods.filter(pod -> selector.test(pod.labels())))
                .orElse(pods);
    }

    private List<Target> pods(Stream<ClusterPod> pods, Instant now, Function<ClusterPod, String> name) {
        return pods.filter(ClusterPod::running)
                .map(pod -> new Known(pod, fleet.of(pod, now)))
                .filter(known -> known.sighting().isPresent()
                        || known.pod().startedAt().plus(fleet.fresh()).isBefore(now))
                .map(known -> new Target(name.apply(known.pod()), known.pod().node(), known.sighting()))
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    private record Known(ClusterPod pod, Optional<Sighting> sighting) {}
}
