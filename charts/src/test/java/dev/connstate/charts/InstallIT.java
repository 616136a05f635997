package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a release at a real API server, which has not known our kinds before. */
@ExtendWith(KubeApiServerExtension.class)
class InstallIT {
    private static final String DEFINITIONS = "crd/clusterconnectionalerts.connstate.dev";

    private KubeApiServer server;
    private Helm helm;

    @BeforeEach
    void forgetOurKinds(KubeApiServer server) {
        this.server = server;
        helm = Helm.atFresh(server);
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
