package dev.connstate.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.crds.testing.Tools;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cluster that KUBECONFIG names, as kubectl, helm and a client see it. */
final class Cluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client = new KubernetesClientBuilder().build();
    private final Command helm =
            Command.of(Tools.folder("helm/build").resolve("helm").toString());
    private final Command kubectl =
            Command.of(Tools.folder("kubernetes/build").resolve("kubectl").toString());

    KubernetesClient client() {
        return client;
    }

    String helm(String... arguments) {
        return helm.with(arguments).run();
    }

    String kubectl(String... arguments) {
        return kubectl.with(arguments).run();
    }

    void delete(String... kindAndNames) {
        kubectl.with("delete", "--ignore-not-found").with(kindAndNames).run();
    }

    /** Objects of a file in src/test/resources/cluster, with the version of our images put in. */
    void apply(String file) {
        try {
            var text = Files.readString(Path.of("src/test/resources/cluster", file))
                    .replace("${version}", Images.VERSION)
                    .replace("${tools}", ToolsImage.NAME);
            var filled = Files.writeString(Path.of("target", file), text);
            kubectl("apply", "-f", filled.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Pod> pods(String namespace, String label, String value) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems();
    }

    /** What a Service's own API answers, by way of the API server. */
    JsonNode ask(String namespace, String service, String path, String... parameters) {
        var query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        try {
            return JSON.readTree(client.raw(
                    "/api/v1/namespaces/%s/services/%s/proxy%s%s".formatted(namespace, service, path, query)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
