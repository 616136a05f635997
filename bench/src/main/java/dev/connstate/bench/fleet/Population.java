package dev.connstate.bench.fleet;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The nodes, the namespaces, and Deployments' ReplicaSets and pods, spread over the nodes. */
record Population(Size size) {
    static final String OWN_NAMESPACE = "connstate";
    static final String AGENT = "connstate-agent";

    private static final String LONG_AGO = "2026-01-01T00:00:00Z";

    void into(Etcd etcd) throws IOException, InterruptedException {
        for (int i = 0; i < size.namespaces(); i++) {
            var meta = meta("", size.namespace(i), Map.of("tier", i % 2 == 0 ? "web" : "batch"));
            etcd.put(
                    "namespaces/" + meta.getName(),
                    new NamespaceBuilder().withMetadata(meta).build());
        }
        for (int i = 0; i < size.nodes(); i++) {
            var meta = meta("", Size.node(i), Map.of("zone", "z" + i % 3, "kubernetes.io/hostname", Size.node(i)));
            etcd.put(
                    "minions/" + meta.getName(),
                    new NodeBuilder().withMetadata(meta).build());
            etcd.put(
                    "pods/%s/%s".formatted(OWN_NAMESPACE, agent(i).getMetadata().getName()), agent(i));
        }
        for (int i = 0; i < size.workloads(); i++) {
            etcd.put("replicasets/%s/%s".formatted(size.namespace(i), replicaSet(i)), owner(i));
        }
        for (int i = 0; i < size.pods(); i++) {
            etcd.put("pods/%s/%s".formatted(size.namespace(workload(i)), podName(i)), pod(i));
        }
    }

    /** Of the pod on that node, the so manyeth of it. */
    String podUid(int node, int index) {
        return uid("pod " + podName(node * size.podsOfNode() + index));
    }

    /** The agent's own pod, which its token is bound to. */
    Pod agent(int node) {
        return pod(meta(OWN_NAMESPACE, "agent-" + Size.node(node), Map.of("app", AGENT)), node, AGENT, true);
    }

    private Pod pod(int index) {
        int workload = workload(index);
        var labels = Map.of(
                "app", "app-%04d".formatted(workload), "pod-template-hash", "7d9f8", "version", "v" + workload % 7);
        var meta = meta(size.namespace(workload), podName(index), labels);
        meta.getOwnerReferences()
                .add(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("ReplicaSet")
                        .withName(replicaSet(workload))
                        .withUid(uid("replicaset " + workload))
                        .withController(true)
                        .build());
        return pod(meta, index / size.podsOfNode(), "default", false);
    }

    private static Pod pod(ObjectMeta meta, int node, String account, boolean hostNetwork) {
        return new PodBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withNodeName(Size.node(node))
                .withServiceAccountName(account)
                .withHostNetwork(hostNetwork)
                .addNewContainer()
                .withName("main")
                .withImage("registry.example.com/" + meta.getLabels().get("app") + ":1")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withStartTime(LONG_AGO)
                .endStatus()
                .build();
    }

    private ReplicaSet owner(int workload) {
        var meta = meta(size.namespace(workload), replicaSet(workload), Map.of());
        meta.setUid(uid("replicaset " + workload));
        meta.getOwnerReferences()
                .add(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName("app-%04d".formatted(workload))
                        .withUid(uid("deployment " + workload))
                        .withController(true)
                        .build());
        return new ReplicaSetBuilder().withMetadata(meta).build();
    }

    /** A scheduler spreads the pods of one workload over the nodes. */
    private int workload(int pod) {
        return pod % size.workloads();
    }

    private static String replicaSet(int workload) {
        return "app-%04d-7d9f8".formatted(workload);
    }

    private String podName(int index) {
        return "%s-%05d".formatted(replicaSet(workload(index)), index);
    }

    private static ObjectMeta meta(String namespace, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .withName(name)
                .withUid(uid((namespace.isEmpty() ? "" : "pod ") + name))
                .withCreationTimestamp(LONG_AGO)
                .withLabels(labels)
                .build();
    }

    private static String uid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
