package dev.connstate.operator.testing;

import dev.connstate.crds.testing.KubeApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.Map;

/** Workloads and their pods in a namespace of the API server, as controllers would make them. */
public record Apps(KubeApiServer server, String namespace) {
    private static final Map<String, String> LABELS = Map.of("app", "checkout");

    public static Apps in(KubeApiServer server, String namespace) {
        server.makeNamespace(namespace);
        return new Apps(server, namespace);
    }

    public Deployment deployment(String name) {
        return server.client()
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template())
                        .endSpec()
                        .build())
                .create();
    }

    public ReplicaSet replicaSet(Deployment of) {
        return server.client()
                .resource(new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(of.getMetadata().getName() + "-7d9f8")
                        .withOwnerReferences(controller(of))
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template())
                        .endSpec()
                        .build())
                .create();
    }

    /** It runs, as its kubelet says. */
    public Pod pod(String name, String node, HasMetadata of) {
        var pod = server.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .withLabels(LABELS)
                        .withOwnerReferences(controller(of))
                        .endMetadata()
                        .withSpec(template().getSpec())
                        .editSpec()
                        .withNodeName(node)
                        .endSpec()
                        .build())
                .create();
        return server.client()
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Running")
                        .withStartTime("2026-01-01T00:00:00Z")
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static OwnerReference controller(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private static PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("checkout")
                .withImage("checkout")
                .endContainer()
                .endSpec()
                .build();
    }
}
