package dev.connstate.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.PrometheusKind;
import dev.connstate.operator.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is written for Prometheus, as a real promtool understands it. */
@ExtendWith(KubeApiServerExtension.class)
class PrometheusRulesIT {
    private static final Path RESOURCES = Path.of("src/test/resources/prometheus");

    @Test
    void aRuleFiresWhenTheAlertDoes(KubeApiServer server, @TempDir Path folder) throws IOException {
        assertThat(PrometheusRules.areKnownTo(server.client())).isFalse();
        server.makeNamespace("rules");
        try (var _ = PrometheusKind.in(server)) {
            assertThat(PrometheusRules.areKnownTo(server.client())).isTrue();
            check(server, folder);
        }
    }

    private static void check(KubeApiServer server, Path folder) throws IOException {
        server.kubectl("apply", "-n", "rules", "-f", "src/test/resources/examples/time-wait.yaml");
        var alert = server.client()
                .resources(ConnectionAlert.class)
                .inNamespace("rules")
                .withName("time-wait")
                .get();
        new PrometheusRules(server.client(), "connstate").keep(alert, alert.getSpec());

        var name = "prometheusrule/connstate-connectionalert-time-wait";
        assertThat(server.kubectl("get", name, "-n", "rules", "-o", "jsonpath={.metadata.ownerReferences[0].kind}"))
                .isEqualTo("ConnectionAlert");
        Files.writeString(
                folder.resolve("rules.json"), server.kubectl("get", name, "-n", "rules", "-o", "jsonpath={.spec}"));
        Promtool.call(folder, "check", "rules", "rules.json");
        Files.copy(RESOURCES.resolve("rules-test.yaml"), folder.resolve("rules-test.yaml"));
        assertThat(Promtool.call(folder, "test", "rules", "rules-test.yaml")).contains("SUCCESS");
    }
}
