package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.AgentReports;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The API server goes and comes back. Half a minute stands for any time that is longer than all that waits for it. */
@ExtendWith(KubeApiServerExtension.class)
class ApiServerAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whoIsAloneGoesOnAndCatchesUp(KubeApiServer server) throws Exception {
        var agent = AgentPod.on("away-node", server, ownNamespace(server, "away-own"));
        var uid = shop(server, "away-shop", "away-node");
        try (var operator = OperatorProcess.start(server.kubeconfig(), "away-own", "--interval=1s", "--single");
                var reports = new AgentReports(agent, folder, Checkout.exhausted(uid), operator)) {
            Eventually.holds(() -> assertThat(firing(server, "away-shop")).isEqualTo("True"));
            server.stop();
            try {
                reports.become(new Checkout(uid, 10, Map.of()));
                for (var end = Instant.now().plus(AWAY); Instant.now().isBefore(end); Thread.sleep(1000)) {
                    assertThat(reports.troubles()).isEmpty();
                    assertThat(page(operator, "/healthz").statusCode()).isEqualTo(200);
                }
                assertThat(page(operator, "/metrics").body())
                        .contains("alert_namespace=\"away-shop\",alert_name=\"time-wait\",severity=\"warning\",} 0.0")
                        .contains("connstate_fleet_nodes_stale 0.0");
            } finally {
                server.start();
            }
            Eventually.holds(() -> assertThat(firing(server, "away-shop")).isEqualTo("False"));
            Eventually.holds(() ->
                    assertThat(events(server, "away-shop")).as(operator::said).contains("Fired", "Resolved"));
            assertThat(events(server, "away-shop")).containsOnlyOnce("Fired").containsOnlyOnce("Resolved");
        }
    }

    /** The leader must end, since it cannot know that nobody else leads; who stays has all reports. */
    @Test
    void ofTwoOneStaysAndCatchesUp(KubeApiServer server) throws Exception {
        var agent = AgentPod.on("pair-node", server, ownNamespace(server, "pair-own"));
        var uid = shop(server, "pair-shop", "pair-node");
        try (var first = OperatorProcess.start(server.kubeconfig(), "pair-own", "--interval=1s");
                var second = OperatorProcess.start(server.kubeconfig(), "pair-own", "--interval=1s");
                var reports = new AgentReports(agent, folder, new Checkout(uid, 10, Map.of()), first, second)) {
            Eventually.holds(() -> assertThat(firing(server, "pair-shop")).isEqualTo("False"));
            server.stop();
            try {
                reports.become(Checkout.exhausted(uid));
                Eventually.holds(() ->
                        assertThat(List.of(first.isAlive(), second.isAlive())).containsExactlyInAnyOrder(true, false));
            } finally {
                server.start();
            }
            Eventually.holds(() -> assertThat(firing(server, "pair-shop")).isEqualTo("True"));
            Eventually.holds(() -> assertThat(events(server, "pair-shop")).containsOnlyOnce("Fired"));
        }
    }

    private static String ownNamespace(KubeApiServer server, String name) {
        server.makeNamespace(name);
        return name;
    }

    private static String shop(KubeApiServer server, String namespace, String node) {
        var shop = Apps.in(server, namespace);
        server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/time-wait.yaml");
        return shop.pod("checkout-7d9f8-a", node, shop.replicaSet(shop.deployment("checkout")))
                .getMetadata()
                .getUid();
    }

    private static String firing(KubeApiServer server, String namespace) {
        return server.kubectl(
                "get",
                "connalert/time-wait",
                "-n=" + namespace,
                "-o=jsonpath={.status.conditions[?(@.type=='Firing')].status}");
    }

    private static String events(KubeApiServer server, String namespace) {
        return server.kubectl("get", "events", "-n=" + namespace, "-o=jsonpath={.items[*].reason}");
    }

    private static HttpResponse<String> page(OperatorProcess operator, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + operator.probesPort() + path);
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        }
    }
}
