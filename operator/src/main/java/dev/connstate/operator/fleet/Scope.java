package dev.connstate.operator.fleet;

import dev.connstate.crds.alert.ClusterConnectionAlertSpec;
import dev.connstate.crds.alert.ConnectionAlertSpec;
import dev.connstate.crds.alert.PodTarget;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whom an alert looks at, as far as the API server says it. */
public sealed interface Scope {
    /** Whether pods of this namespace can be among them. */
    boolean reaches(String namespace);

    /** Of a namespace that it reaches. */
    boolean covers(ClusterPod pod);

    /** Whether a node itself is looked at. */
    boolean coversNode(String node);

    /** Nodes. */
    record OfNodes(Cluster cluster, Predicate<Map<String, String>> such) implements Scope {
        @Override
        public boolean reaches(String namespace) {
            return false;
        }

        @Override
        public boolean covers(ClusterPod pod) {
            return false;
        }

        @Override
        public boolean coversNode(String node) {
            return cluster.nodes().of(node).filter(such).isPresent();
        }
    }

    /** The pods of namespaces, whose names are told with them. */
    record OfNamespaces(Cluster cluster, Predicate<Map<String, String>> such) implements Scope {
        @Override
        public boolean reaches(String namespace) {
            return cluster.namespaces().of(namespace).filter(such).isPresent();
        }

        @Override
        public boolean covers(ClusterPod pod) {
            return true;
        }

        @Override
        public boolean coversNode(String node) {
            return false;
        }
    }

    /** The pods of one namespace that a target selects. */
    record OfPods(Cluster cluster, String namespace, Optional<PodTarget> target) implements Scope {
        @Override
        public boolean reaches(String other) {
            return namespace.equals(other);
        }

        @Override
        public boolean covers(ClusterPod pod) {
            return target.map(PodTarget::workloadRef)
                            .map(ref -> cluster.owners().isOf(pod, ref))
                            .orElse(true)
                    && target.map(PodTarget::podSelector)
                            .map(it -> new Selector(it).test(pod.labels()))
                            .orElse(true);
        }

        @Override
        public boolean coversNode(String node) {
            return false;
        }
    }

    static Scope of(Cluster cluster, ConnectionAlertSpec spec, String namespace) {
        return new OfPods(cluster, namespace, Optional.ofNullable(spec.target()));
    }

    static Scope of(Cluster cluster, ClusterConnectionAlertSpec spec) {
        return spec.target().nodeSelector() != null
                ? new OfNodes(cluster, new Selector(spec.target().nodeSelector()))
                : new OfNamespaces(cluster, new Selector(spec.target().namespaceSelector()));
    }

    /** Whether an alert has to say of which namespace a pod is. */
    default boolean isOfCluster() {
        return !(this instanceof OfPods);
    }

    /** Where there may be some. */
    default Set<String> nodes(Cluster cluster) {
        return switch (this) {
            case OfNodes _ -> cluster.nodes().with(_ -> true);
            case OfNamespaces _ -> cluster.pods().nodes();
            case OfPods it -> cluster.pods().nodesOf(it.namespace);
        };
    }
}
