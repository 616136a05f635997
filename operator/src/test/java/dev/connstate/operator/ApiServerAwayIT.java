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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The API server goes and comes back: reports are taken and shown throughout, and then all is written that is due. */
@ExtendWith(KubeApiServerExtension.class)
class ApiServerAwayIT {
    private static final Duration AWAY = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String OF_TWO = "pair-shop";
    private static final String OF_ONE = "away-shop";

    @TempDir
    private Path folder;

    /** A leader of two must end, since it cannot know that nobody else leads: who stays has all reports, too. */
    @Test
    void whoStaysGoesOnAndCatchesUp(KubeApiServer server) throws Exception {
        var pairAgent = AgentPod.on("pair-node", server, ownNamespace(server, "pair-own"));
        var pairUid = shop(server, OF_TWO, "pair-node");
        var aloneAgent = AgentPod.on("away-node", server, ownNamespace(server, "away-own"));
        var aloneUid = shop(server, OF_ONE, "away-node");
        try (var leader = start(server, "pair-own", "--namespace=" + OF_TWO)) {
            Eventually.holds(() -> assertThat(leader.said()).contains("this replica decides"));
            try (var other = start(server, "pair-own", "--namespace=" + OF_TWO);
                    var alone = start(server, "away-own", "--namespace=" + OF_ONE, "--single");
                    var toLeader = new AgentReports(pairAgent, folder("pair"), Checkout.exhausted(pairUid), leader);
                    var toOther = new AgentReports(pairAgent, folder("pair"), Checkout.exhausted(pairUid), other);
                    var toAlone = new AgentReports(aloneAgent, folder("alone"), Checkout.exhausted(aloneUid), alone)) {
                var shops = List.of(OF_TWO, OF_ONE);
                Eventually.holds(() ->
                        assertThat(shops).extracting(it -> firing(server, it)).containsOnly("True True"));
                var since = shops.stream().map(it -> since(server, it)).toList();
                server.stop();
                try {
                    toLeader.become(new Checkout(pairUid, 10, Map.of()));
                    toOther.become(new Checkout(pairUid, 10, Map.of()));
                    toAlone.become(new Checkout(aloneUid, 10, Map.of()));
                    for (var end = Instant.now().plus(AWAY); Instant.now().isBefore(end); Thread.sleep(1000)) {
                        goesOn(other, toOther);
                        goesOn(alone, toAlone);
                    }
                    assertThat(leader.isAlive()).isFalse();
                    assertThat(leader.said())
                            .containsOnlyOnce("the Lease is lost")
                            .doesNotContain("\tat ");
                    assertThat(alone.page("/metrics")).contains(shows("time-wait", 0), shows("time-wait-few", 1));
                } finally {
                    server.start();
                }
                Eventually.holds(
                        SOON,
                        () -> assertThat(shops)
                                .extracting(it -> firing(server, it))
                                .containsOnly("False True"));
                assertThat(shops)
                        .extracting(it -> since(server, it))
                        .as("of those that fire on")
                        .isEqualTo(since);
                toldOnce(server, OF_TWO, other);
                toldOnce(server, OF_ONE, alone);
                assertThat(List.of(other, alone))
                        .extracting(OperatorProcess::said)
                        .allSatisfy(ApiServerAwayIT::isOneLineOfTheOutage);
            }
        }
    }

    /** Of the files that an agent would have. */
    private Path folder(String of) throws IOException {
        return Files.createDirectories(folder.resolve(of));
    }

    private static OperatorProcess start(KubeApiServer server, String namespace, String... more) {
        var options = Stream.concat(Stream.of("--interval=1s"), Stream.of(more)).toArray(String[]::new);
        return OperatorProcess.start(server.kubeconfig(), namespace, options);
    }

    private static void goesOn(OperatorProcess operator, AgentReports reports) throws Exception {
        assertThat(reports.troubles()).isEmpty();
        assertThat(operator.page("/healthz")).isNotNull();
        assertThat(operator.page("/metrics")).contains("connstate_fleet_nodes_stale 0.0");
    }

    private static String shows(String alert, int firing) {
        return "alert_namespace=\"%s\",alert_name=\"%s\",severity=\"warning\",} %d.0".formatted(OF_ONE, alert, firing);
    }

    private static void isOneLineOfTheOutage(String said) {
        assertThat(said).containsOnlyOnce("the API server is away").doesNotContain("\tat ");
    }

    /** Both fired, and one was resolved. */
    private static void toldOnce(KubeApiServer server, String namespace, OperatorProcess operator) {
        Eventually.holds(() -> assertThat(events(server, namespace))
                .as(operator::said)
                .containsExactlyInAnyOrder("Fired time-wait", "Fired time-wait-few", "Resolved time-wait"));
    }

    private static String ownNamespace(KubeApiServer server, String name) {
        server.makeNamespace(name);
        return name;
    }

    private static String shop(KubeApiServer server, String namespace, String node) {
        var shop = Apps.in(server, namespace);
        for (var alert : List.of("time-wait.yaml", "time-wait-few.yaml")) {
            server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/" + alert);
        }
        return shop.pod("checkout-7d9f8-a", node, shop.replicaSet(shop.deployment("checkout")))
                .getMetadata()
                .getUid();
    }

    /** Of time-wait and time-wait-few. */
    private static String firing(KubeApiServer server, String namespace) {
        return server.kubectl(
                "get",
                "connalert",
                "-n=" + namespace,
                "-o=jsonpath={.items[*].status.conditions[?(@.type=='Firing')].status}");
    }

    /** When time-wait-few began to fire. */
    private static String since(KubeApiServer server, String namespace) {
        return server.kubectl(
                "get",
                "connalert/time-wait-few",
                "-n=" + namespace,
                "-o=jsonpath={.status.conditions[?(@.type=='Firing')].lastTransitionTime}");
    }

    private static List<String> events(KubeApiServer server, String namespace) {
        return server.kubectl(
                        "get",
                        "events",
                        "-n=" + namespace,
                        "-o=jsonpath={range .items[*]}{.reason} {.involvedObject.name}{'\\n'}{end}")
                .lines()
                .toList();
    }
}
