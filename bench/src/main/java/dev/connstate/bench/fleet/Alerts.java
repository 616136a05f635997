package dev.connstate.bench.fleet;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Alerts as people have them beside the dozen of {@code fleet.yaml}: of a workload, of some pods, of a namespace. */
record Alerts(Size size) {
    private static final int OVER_THE_CLUSTER = 12;
    private static final List<String> SIGNALS = List.of(
            "{type: ListenQueueUsage}",
            "{type: ListenQueueOverflow}",
            "{type: SynQueueUsage}",
            "{type: UdpDrops}",
            "{type: SocketState, socketState: {states: [CloseWait]}}",
            "{type: KernelCounter, kernelCounter: {name: TcpExt.ListenDrops}}",
            "{type: Retransmission}",
            "{type: Expression, expression: {cel: \"target.listeners.exists(it, it.queue > 100)\"}}");

    void into(KubernetesClient client) {
        for (int i = 0; i < size.alerts() - OVER_THE_CLUSTER; i++) {
            client.resource(yaml(i)).create();
        }
    }

    private String yaml(int index) {
        int workload = index * 7 % size.workloads();
        var target = switch (index % 10) {
            case 0, 1, 2, 3, 4 ->
                "target: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: app-%04d}}".formatted(workload);
            case 5, 6 -> "target: {podSelector: {matchLabels: {version: v%d}}}".formatted(workload % 7);
            default -> "";
        };
        return """
                apiVersion: connstate.dev/v1alpha1
                kind: ConnectionAlert
                metadata: {name: alert-%03d, namespace: %s}
                spec:
                  signal: %s
                  moreThan: 90
                  %s
                """.formatted(index, size.namespace(workload), SIGNALS.get(index % SIGNALS.size()), target);
    }
}
