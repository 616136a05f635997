package dev.connstate.operator.testing;

import dev.connstate.crds.testing.KubeApiServer;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A pod of the agent on a node of its own, and the files that it would have from the API server. */
public record AgentPod(KubeApiServer server, Pod pod) {
    private static final String ACCOUNT = "connstate-agent";

    /** @param namespace that of the operator */
    public static AgentPod on(String node, KubeApiServer server, String namespace) {
        server.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .endMetadata()
                        .build())
                .create();
        server.makeServiceAccount(namespace, ACCOUNT);
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(ACCOUNT + "-x")
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(ACCOUNT)
                .withNodeName(node)
                .addNewContainer()
                .withName("agent")
                .withImage(ACCOUNT)
                .endContainer()
                .endSpec()
                .build();
        return new AgentPod(server, server.client().resource(pod).create());
    }

    /** Writes the token for the operator, as a projected volume has it. */
    public Path token(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("token"), server.token(namespace(), ACCOUNT, "connstate-operator", Optional.of(pod)));
    }

    /** Writes what the operator has published for its agents to trust. */
    public Path authority(Path folder) throws IOException {
        var published = server.client()
                .configMaps()
                .inNamespace(namespace())
                .withName("connstate-ca")
                .require();
        return Files.writeString(folder.resolve("ca.crt"), published.getData().get("ca.crt"));
    }

    private String namespace() {
        return pod.getMetadata().getNamespace();
    }
}
