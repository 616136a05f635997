package dev.connstate.bench.fleet;

import java.time.Duration;

/**
 * How big the cluster is.
 *
 * @param podsOfNode with a network namespace of their own
 * @param alerts of namespaces and of workloads, and a dozen over the whole cluster
 * @param podsOfWorkload so many pods each Deployment has
 * @param interval at which each node reports
 */
record Size(int nodes, int podsOfNode, int podsOfWorkload, int namespaces, int alerts, Duration interval) {
    private static final int PODS_OF_NAMESPACE = 500;

    static Size of(int nodes, int podsOfNode, int alerts) {
        int namespaces = Math.max(1, nodes * podsOfNode / PODS_OF_NAMESPACE);
        return new Size(nodes, podsOfNode, 20, namespaces, alerts, Duration.ofSeconds(15));
    }

    int pods() {
        return nodes * podsOfNode;
    }

    int workloads() {
        return pods() / podsOfWorkload;
    }

    static String node(int index) {
        return "node-%04d".formatted(index);
    }

    String namespace(int workload) {
        return "team-%02d".formatted(workload % namespaces);
    }
}
