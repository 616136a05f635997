package dev.connstate.bench.fleet;

import java.time.Duration;

/**
 * How big the cluster is.
 *
 * @param podsOfNode with a network namespace of their own
 * @param podsOfWorkload so many pods each Deployment has
 * @param interval at which each node reports
 */
record Size(int nodes, int podsOfNode, int podsOfWorkload, int namespaces, Duration interval) {
    static final Size FULL = new Size(1000, 30, 20, 60, Duration.ofSeconds(15));

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
