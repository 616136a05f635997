package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which level of pod security admits which pod, as a real API server judges. */
@ExtendWith(KubeApiServerExtension.class)
class PodSecurityIT {
    private static final String NAMESPACE = "pod-security";

    private KubeApiServer server;

    @BeforeEach
    void prepare(KubeApiServer server) {
        this.server = server;
        if (server.client().namespaces().withName(NAMESPACE).get() == null) {
            server.makeNamespace(NAMESPACE);
            server.makeServiceAccount(NAMESPACE, "connstate-operator");
            server.makeServiceAccount(NAMESPACE, "connstate-agent");
        }
    }

    @Test
    void restrictedAdmitsTheOperatorAndTheTest() {
        enforce("restricted");
        var one = Case.rendered("defaults");
        admitted(
                one.object(Deployment.class, "operator").getSpec().getTemplate().getSpec());
        admitted(one.object(Pod.class, "test").getSpec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "ptrace", "proc", "host"})
    void agentsTakePrivileged(String mode) {
        var agent = Case.rendered(mode)
                .object(DaemonSet.class, "agent")
                .getSpec()
                .getTemplate()
                .getSpec();
        enforce("privileged");
        admitted(agent);
        enforce("baseline");
        var refusal = catchThrowableOfType(KubernetesClientException.class, () -> make(agent));
        assertThat(refusal).hasMessageContaining("violates PodSecurity \"baseline:latest\"");
    }

    private void enforce(String level) {
        var label = "pod-security.kubernetes.io/enforce=" + level;
        server.kubectl("label", "--overwrite", "namespace", NAMESPACE, label);
    }

    private void admitted(PodSpec spec) {
        assertThatCode(() -> make(spec)).doesNotThrowAnyException();
    }

    private void make(PodSpec spec) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("pod")
                .endMetadata()
                .withSpec(spec)
                .build();
        server.client().resource(pod).dryRun(true).create();
    }
}
