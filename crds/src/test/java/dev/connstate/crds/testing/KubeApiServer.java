package dev.connstate.crds.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A real kube-apiserver with its etcd on 127.0.0.1, with RBAC, with our custom resources, and without controllers: what
 * those would make or remove is up to the test.
 */
public final class KubeApiServer implements AutoCloseable {
    private static final Path CRDS = Path.of("..", "charts", "connstate", "files", "crds");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The audience of tokens that are for the API server. */
    private static final String OURSELVES = "https://kubernetes.default.svc";

    private final ControlPlane plane;
    private final Kubectl kubectl;
    private final Program etcd;
    private final KubernetesClient client;
    private Program server;

    /** @throws IllegalStateException if it is not ready in two minutes, with what it printed last */
    public KubeApiServer() throws IOException {
        plane = ControlPlane.prepared();
        kubectl = new Kubectl(plane.assets().resolve("kubectl"), kubeconfig());
        etcd = plane.startEtcd();
        start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
                .build();
        defineKinds();
    }

    /** Gives it our custom resources, again if they were taken away. */
    public void defineKinds() {
        kubectl("apply", "-f", CRDS.toString());
        kubectl("wait", "--for=condition=Established", "--timeout=1m", "-f", CRDS.toString());
    }

    /** Starts the API server again after {@link #stop()}, at the same address, with the same data and keys. */
    public void start() throws IOException {
        server = plane.startApiServer();
        var end = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!server.isRunning() || Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "kube-apiserver does not get ready. It printed last:\n" + server.lastWords());
            }
            pause();
        }
    }

    private boolean isReady() throws IOException {
        if (!Files.exists(plane.certificate())) {
            return false;
        }
        Files.writeString(kubeconfig(), plane.kubeconfig());
        return kubectl.call(List.of("get", "--raw=/readyz")).exitCode() == 0;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kube-apiserver starts", e);
        }
    }

    /** Takes the API server away, as a crash does; etcd stays. */
    public void stop() {
        server.close();
    }

    /** Of a user who may do everything. */
    public KubernetesClient client() {
        return client;
    }

    /** Where its etcd is, which asks nobody who they are: to put in at once what making one by one takes minutes. */
    public String etcdUrl() {
        return plane.etcdUrl();
    }

    /** A file for the same user. */
    public Path kubeconfig() {
        return plane.folder().resolve("kubeconfig");
    }

    /** Writes one for a service account, with what its roles let it do. */
    public Path kubeconfig(Path file, String namespace, String serviceAccount) throws IOException {
        return Files.writeString(file, plane.kubeconfig(token(namespace, serviceAccount, OURSELVES, Optional.empty())));
    }

    /** What a service account has asked for until now, from the audit log. */
    public Set<Request> requestsOf(String namespace, String serviceAccount) throws IOException {
        return Request.of("system:serviceaccount:%s:%s".formatted(namespace, serviceAccount), plane.auditLog());
    }

    /**
     * What the real kubectl prints, as the same user.
     *
     * @throws IllegalStateException if it fails, with what it printed
     */
    public String kubectl(String... arguments) {
        var answer = kubectl.call(List.of(arguments));
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("kubectl %s: %s".formatted(String.join(" ", arguments), answer.text()));
        }
        return answer.text();
    }

    /** Makes a namespace with the service account that a controller would put into it, without which no pod can be. */
    public void makeNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        makeServiceAccount(name, "default");
    }

    public void makeServiceAccount(String namespace, String name) {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /**
     * A token of a service account for an hour, as a projected volume has it.
     *
     * @param boundTo a pod of that service account, whose node the token then names
     */
    public String token(String namespace, String serviceAccount, String audience, Optional<Pod> boundTo) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(3600L)
                .endSpec();
        boundTo.ifPresent(pod -> request.editSpec()
                .withNewBoundObjectRef(
                        "v1",
                        "Pod",
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid())
                .endSpec());
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(request.build())
                .getStatus()
                .getToken();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        etcd.close();
    }
}
