package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.testing.Request;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorAccount;
import dev.connstate.operator.testing.OperatorProcess;
import dev.connstate.operator.testing.PrometheusKind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator's process with the rights of the chart and no others: they are enough, and none is too many. */
@ExtendWith(KubeApiServerExtension.class)
class RbacIT {
    private static final String DISMISSED_ONCE =
            "{\"spec\":{\"decision\":\"Dismissed\",\"dismissedUntil\":\"2026-01-01T00:00:00Z\"}}";

    @TempDir
    private Path folder;

    @Test
    void itDoesAllThatItMayAndNothingElse(KubeApiServer server) throws Exception {
        var own = OperatorAccount.in(server, "rbac-own");
        var everywhere = rules("operator-cluster.yaml", "operator-prometheus-rules.yaml");
        own.mayEverywhere(everywhere);
        var pod = shop(server, "rbac-shop");
        var agent = AgentPod.on("rbac-node", server, "rbac-own");
        server.kubectl("label", "node", "rbac-node", "rbac=yes");
        server.kubectl("apply", "-n", "rbac-shop", "-f", "src/test/resources/rbac");

        try (var _ = PrometheusKind.in(server);
                var operator = start(own, "--prometheus-rules")) {
            var to = settings(operator, agent);
            Eventually.holds(() -> {
                report(to, "rbac-node", Checkout.exhausted(uid(pod)), Checkout.exhausted(""));
                assertThat(firing(server, "-n=rbac-shop", "connalert/time-wait"))
                        .isEqualTo("True");
                assertThat(firing(server, "clusterconnalert/rbac-nodes")).isEqualTo("True");
                assertThat(server.kubectl("get", "tr", "-n", "rbac-shop"))
                        .containsPattern("deployment-checkout .* Pending +False");
                assertThat(server.kubectl("get", "ctr")).containsPattern("ephemeral-port-.* Pending");
                assertThat(server.kubectl("get", "prometheusrules", "-A", "-o=name"))
                        .contains("connstate-connectionalert-time-wait", "connstate-clusterconnectionalert-rbac-nodes");
            });
            var ofNodes = server.kubectl("get", "ctr", "-o", "name").strip();
            dismiss(server, "-n=rbac-shop", "tr/deployment-checkout");
            dismiss(server, "-n=default", ofNodes);
            Eventually.holds(() -> {
                report(to, "rbac-node", new Checkout(uid(pod), 10, Map.of()), new Checkout("", 10, Map.of()));
                assertThat(firing(server, "-n=rbac-shop", "connalert/time-wait"))
                        .isEqualTo("False");
                assertThat(server.kubectl("get", "events", "-n", "rbac-shop")).contains("Fired", "Resolved");
                assertThat(server.kubectl("get", "tr", "-n", "rbac-shop")).contains("Pending");
                assertThat(server.kubectl("get", ofNodes)).contains("Pending");
            });
            operator.terminate();
            assertThat(operator.exitsWithin(Duration.ofSeconds(5))).isZero();
        }

        var requests = server.requestsOf("rbac-own", OperatorAccount.NAME);
        assertThat(requests).noneMatch(Request::forbidden);
        assertThat(unused(everywhere, requests)).isEmpty();
        assertThat(unused(rules("operator-own.yaml"), requests)).isEmpty();
    }

    @Test
    void ofOneNamespaceItTakesRolesAlone(KubeApiServer server) throws Exception {
        var own = OperatorAccount.in(server, "roles-own");
        var rules = rules("operator-cluster.yaml");
        own.mayEverywhere(rules.stream()
                .filter(rule -> rule.getResources().contains("tokenreviews"))
                .toList());
        var pod = shop(server, "roles-shop");
        own.mayIn("roles-shop", rules);
        var agent = AgentPod.on("roles-node", server, "roles-own");
        server.kubectl("apply", "-n", "roles-shop", "-f", "src/test/resources/examples/time-wait.yaml");

        try (var operator = start(own, "--namespace=roles-shop")) {
            var to = settings(operator, agent);
            Eventually.holds(() -> {
                report(to, "roles-node", Checkout.exhausted(uid(pod)));
                assertThat(firing(server, "-n=roles-shop", "connalert/time-wait"))
                        .isEqualTo("True");
                assertThat(server.kubectl("get", "events", "-n", "roles-shop")).contains("Fired");
                assertThat(server.kubectl("get", "tr", "-n", "roles-shop"))
                        .containsPattern("deployment-checkout .* Pending +False");
            });
        }
        assertThat(server.requestsOf("roles-own", OperatorAccount.NAME)).noneMatch(Request::forbidden);
    }

    private static List<PolicyRule> rules(String... files) throws IOException {
        var all = new ArrayList<PolicyRule>();
        for (var file : files) {
            all.addAll(OperatorAccount.rules(file));
        }
        return all;
    }

    private OperatorProcess start(OperatorAccount account, String... more) throws Exception {
        var options = Stream.concat(Stream.of("--interval=1s"), Stream.of(more)).toArray(String[]::new);
        return OperatorProcess.start(account.kubeconfig(folder), account.namespace(), options);
    }

    private static Pod shop(KubeApiServer server, String namespace) {
        var shop = Apps.in(server, namespace);
        return shop.pod(
                "checkout-7d9f8-a", namespace.replace("shop", "node"), shop.replicaSet(shop.deployment("checkout")));
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    private DeliverySettings settings(OperatorProcess operator, AgentPod agent) throws Exception {
        return new DeliverySettings(
                URI.create("https://127.0.0.1:" + operator.intakePort()),
                agent.token(folder),
                Optional.of(agent.authority(folder)));
    }

    private static void report(DeliverySettings to, String node, Checkout... all) throws InterruptedException {
        assertThat(Delivery.once(to, Checkout.report(node, Instant.now(), List.of(all))))
                .isEmpty();
    }

    private static void dismiss(KubeApiServer server, String namespace, String recommendation) {
        server.kubectl("patch", recommendation, namespace, "--type=merge", "-p", DISMISSED_ONCE);
    }

    private static String firing(KubeApiServer server, String... alert) {
        var words = Stream.concat(
                        Stream.of("get", "-o=jsonpath={.status.conditions[?(@.type=='Firing')].status}"),
                        Stream.of(alert))
                .toArray(String[]::new);
        return server.kubectl(words);
    }

    /** {@code verb resource} that a rule allows and nobody asked for. */
    private static List<String> unused(List<PolicyRule> rules, Set<Request> requests) {
        return rules.stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream()
                                .filter(verb -> requests.stream()
                                        .noneMatch(request -> request.isOf(
                                                verb, rule.getApiGroups().getFirst(), resource)))
                                .map(verb -> verb + " " + resource)))
                .toList();
    }
}
