package dev.connstate.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.testing.Request;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's process with the arguments and the rights that the chart gives it. */
@ExtendWith(KubeApiServerExtension.class)
class OperatorIT {
    private static final Pattern METRIC = Pattern.compile("connstate_[a-z_]+(?=\\{)");
    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "watch-namespaces, connstate, connstate, connectionalert",
        "registry-and-digest, net-eye, observability, clusterconnectionalert"
    })
    void mayDoWhatItDoes(String name, String fullname, String namespace, String kind, KubeApiServer server)
            throws Exception {
        var one = Case.rendered(name);
        for (var each : new String[] {"shop", "payments", "observability"}) {
            var file = Files.writeString(folder.resolve("namespace.yaml"), NAMESPACE.formatted(each));
            server.kubectl("apply", "-f", file.toString());
        }
        var helm = Helm.atPrepared(server);
        helm.output(
                "install",
                "connstate",
                "-n=connstate",
                "--create-namespace",
                "--values=" + one.values(),
                "--set=crds.enabled=false",
                "connstate");
        var account = fullname + "-operator";
        var kubeconfig = server.kubeconfig(folder.resolve("kubeconfig"), namespace, account);
        try (var operator = OperatorProcess.start(kubeconfig, namespace, arguments(one))) {
            Eventually.holds(() -> assertThat(server.kubectl(
                            "get", kind, "retransmission", "-n=shop", "-o=jsonpath={.status.conditions}"))
                    .contains("Ready"));
            assertThat(server.kubectl("get", "cm", fullname + "-ca", "-n=" + namespace, "-o=jsonpath={.data}"))
                    .contains("BEGIN CERTIFICATE");
            itMeasuresWhatRulesAskFor(operator);
        }
        assertThat(server.requestsOf(namespace, account)).isNotEmpty().noneMatch(Request::forbidden);
        helm.output("uninstall", "connstate", "-n=connstate");
    }

    /** Those of the chart, but for where it listens. */
    private static String[] arguments(Case one) {
        var pod =
                one.object(Deployment.class, "operator").getSpec().getTemplate().getSpec();
        return pod.getContainers().getFirst().getArgs().stream()
                .filter(it -> !it.matches("--(address|intake-port|probes-port)=.*"))
                .toArray(String[]::new);
    }

    /** A rule over a metric that nobody has would be silent for ever. */
    private static void itMeasuresWhatRulesAskFor(OperatorProcess operator) throws IOException {
        var page = URI.create("http://127.0.0.1:%d/metrics".formatted(operator.probesPort()));
        try (var body = page.toURL().openStream()) {
            var ours = new String(body.readAllBytes(), UTF_8);
            var agents = Files.readString(Path.of("../agent/src/test/resources/metrics.txt"));
            var rules = Files.readString(Helm.CHART.resolve("templates/monitoring/prometheusrule.yaml"));
            assertThat(METRIC.matcher(rules).results().map(MatchResult::group))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(metric -> assertThat(ours + agents).contains("# TYPE " + metric + " "));
        }
    }
}
