package dev.connstate.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** Connstate in the cluster, by Helm. */
record Release(Cluster cluster) {
    static final String NAMESPACE = "connstate";

    private static final String NAME = "connstate";
    private static final String CHART = "../charts/connstate";
    private static final String VALUES = "src/test/resources/cluster/values.yaml";

    void install() {
        cluster.helm(arguments("install", "--create-namespace"));
    }

    void upgrade(String... set) {
        cluster.helm(arguments("upgrade", set));
    }

    void rollback() {
        cluster.helm("rollback", NAME, "-n", NAMESPACE, "--wait", "--timeout=120s");
    }

    void uninstall() {
        cluster.helm("uninstall", NAME, "-n", NAMESPACE, "--wait", "--timeout=120s");
    }

    /** {@code helm test}, as its users run it. */
    String test() {
        return cluster.helm("test", NAME, "-n", NAMESPACE, "--timeout=60s", "--logs");
    }

    private static String[] arguments(String verb, String... more) {
        var all = new ArrayList<>(List.of(verb, NAME, CHART, "-n", NAMESPACE, "--values=" + VALUES));
        all.addAll(List.of("--wait", "--timeout=120s"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** The names of our kinds' definitions, which stay when the release goes. */
    List<String> definitions() {
        return cluster.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .map(definition -> definition.getMetadata().getName())
                .filter(name -> name.endsWith(".connstate.dev"))
                .toList();
    }

    List<Pod> agents() {
        return cluster.pods(NAMESPACE, "app.kubernetes.io/component", "agent");
    }

    List<Pod> operators() {
        return cluster.pods(NAMESPACE, "app.kubernetes.io/component", "operator");
    }

    /** What an agent serves to Prometheus. */
    String page(Pod agent) {
        return cluster.client()
                .raw("/api/v1/namespaces/%s/pods/%s:9797/proxy/metrics"
                        .formatted(NAMESPACE, agent.getMetadata().getName()));
    }

    /** Ready, never restarted, and no error in its log. */
    void isWell() {
        var pods = new ArrayList<>(agents());
        pods.addAll(operators());
        assertThat(operators()).hasSize(2);
        assertThat(agents()).isNotEmpty();
        for (var pod : pods) {
            assertThat(pod.getStatus().getContainerStatuses())
                    .as(pod.getMetadata().getName())
                    .allMatch(ContainerStatus::getReady)
                    .allMatch(status -> status.getRestartCount() == 0);
            assertThat(log(pod)).as(pod.getMetadata().getName()).doesNotContain("SEVERE", "Exception", "\tat ");
        }
    }

    private String log(Pod pod) {
        return cluster.client().pods().resource(pod).getLog();
    }
}
