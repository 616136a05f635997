package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.testing.Request;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a release at a real API server, which has not known our kinds before. */
@ExtendWith(KubeApiServerExtension.class)
class InstallIT {
    private static final String DEFINITIONS = "crd/clusterconnectionalerts.connstate.dev";

    private KubeApiServer server;
    private Helm helm;

    @BeforeEach
    void forgetOurKinds(KubeApiServer server) {
        this.server = server;
        helm = Helm.at(server.kubeconfig());
        helm.output("uninstall", "connstate", "-n=connstate", "--ignore-not-found");
        server.kubectl("delete", "--ignore-not-found", "-f", "connstate/files/crds");
    }

    @Test
    void upgradesAndRemovalsLeaveWhatIsTheUsers() {
        var notes = helm.output("install", "connstate", "connstate", "-n=connstate", "--create-namespace");
        assertThat(notes).contains("helm test connstate").doesNotContain("what is tested");
        var first = alerts();
        assertThat(first).hasSize(13);
        server.kubectl("patch", "configmap/connstate-ca", "-n=connstate", "-p", "{\"data\":{\"ca.crt\":\"kept\"}}");
        server.kubectl(
                "patch", "secret/connstate-ca", "-n=connstate", "-p", "{\"stringData\":{\"ca-1.key\":\"kept\"}}");

        upgrade("alerts.defaults.closeWaitLeak.moreThan=50");
        assertThat(alerts()).as("the same objects, with their status").isEqualTo(first);
        assertThat(server.kubectl("get", "clusterconnalert/close-wait-leak", "-o=jsonpath={.spec.moreThan}"))
                .isEqualTo("50");
        assertThat(helm.output("get", "manifest", "connstate", "-n=connstate")).contains("name: close-wait-leak");
        assertThat(server.kubectl("get", "cm/connstate-ca", "-n=connstate", "-o=jsonpath={.data}"))
                .contains("kept");
        assertThat(server.kubectl("get", "secret/connstate-ca", "-n=connstate", "-o=jsonpath={.data}"))
                .contains("ca-1.key");

        upgrade("alerts.defaults.closeWaitLeak.enabled=false");
        assertThat(alerts()).hasSize(12).doesNotContainKey("close-wait-leak");

        server.kubectl("apply", "-f", "../docs/alerts/conntrack-of-nodes.yaml");
        helm.output("uninstall", "connstate", "-n=connstate");
        assertThat(alerts()).containsOnlyKeys("conntrack");

        helm.output("install", "connstate", "connstate", "-n=connstate");
        assertThat(alerts()).hasSize(14);
        upgrade("crds.keep=false");
        helm.output("uninstall", "connstate", "-n=connstate", "--wait");
        assertThat(server.kubectl("get", "--ignore-not-found", DEFINITIONS)).isEmpty();
    }

    /** All that it asks of the API server, to the first status that it writes, by the rights that the chart gives it. */
    @ParameterizedTest
    @CsvSource({"watch-namespaces, connstate, connstate", "registry-and-digest, net-eye, observability"})
    void theOperatorMayDoWhatItDoes(String name, String fullname, String namespace, @TempDir Path folder)
            throws Exception {
        var one = Case.rendered(name);
        for (var each : List.of("shop", "payments", "observability")) {
            server.kubectl("apply", "-f", namespaceFile(folder, each).toString());
        }
        var release =
                new String[] {"connstate", "connstate", "-n=connstate", "--create-namespace", "--values=" + one.values()
                };
        helm.output(Stream.concat(Stream.of("install"), Stream.of(release)).toArray(String[]::new));
        var account = fullname + "-operator";
        var kubeconfig = server.kubeconfig(folder.resolve("kubeconfig"), namespace, account);
        try (var _ = OperatorProcess.start(kubeconfig, namespace, arguments(one))) {
            var alert = name.startsWith("watch")
                    ? "connectionalert/retransmission"
                    : "clusterconnectionalert/retransmission";
            Eventually.holds(
                    () -> assertThat(server.kubectl("get", alert, "-n=shop", "-o=jsonpath={.status.conditions}"))
                            .contains("Ready"));
            assertThat(server.kubectl("get", "cm", fullname + "-ca", "-n=" + namespace, "-o=jsonpath={.data}"))
                    .contains("BEGIN CERTIFICATE");
        }
        assertThat(server.requestsOf(namespace, account)).isNotEmpty().noneMatch(Request::forbidden);
        helm.output("uninstall", "connstate", "-n=connstate");
    }

    /** Those of the chart, but for where it listens. */
    private static String[] arguments(Case one) {
        return one
                .object(Deployment.class, "operator")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs()
                .stream()
                .filter(it -> !it.matches("--(address|intake-port|probes-port)=.*"))
                .toArray(String[]::new);
    }

    private static Path namespaceFile(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s}
                """.formatted(name));
    }

    private void upgrade(String... settings) {
        helm.output("upgrade", "connstate", "connstate", "-n=connstate", "--set", String.join(",", settings));
    }

    /** Their UIDs by name. */
    private Map<String, String> alerts() {
        return server.client().resources(ClusterConnectionAlert.class).list().getItems().stream()
                .map(HasMetadata::getMetadata)
                .collect(Collectors.toMap(ObjectMeta::getName, ObjectMeta::getUid));
    }
}
