package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.delivery.Delivery;
import dev.connstate.agent.delivery.DeliverySettings;
import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas get the same reports, and the leader goes: the alert goes on, and nobody is told twice. */
@ExtendWith(KubeApiServerExtension.class)
class FailoverIT {
    private static final String NODE = "failover-node";
    private static final int PILE = 5000;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService agent = Executors.newSingleThreadScheduledExecutor();
    private volatile int timeWait = PILE;

    @AfterEach
    void end() {
        agent.shutdownNow();
    }

    @Test
    void anAlertThatFiresOutlivesItsLeader(KubeApiServer server) throws Exception {
        var shop = Apps.in(server, "failover");
        var pod = shop.pod("checkout-7d9f8-a", NODE, shop.replicaSet(shop.deployment("checkout")));
        server.kubectl("apply", "-n", "failover", "-f", "src/test/resources/examples/time-wait.yaml");
        var agentPod = AgentPod.on(NODE, server, "failover");

        try (var first = start(server, "first")) {
            Eventually.holds(() -> assertThat(first.said()).contains("this replica decides"));
            try (var second = start(server, "second")) {
                var to = List.of(settings(first, agentPod), settings(second, agentPod));
                agent.scheduleWithFixedDelay(
                        () -> report(to, pod.getMetadata().getUid()), 0, 500, TimeUnit.MILLISECONDS);
                Eventually.holds(() -> assertThat(firing(server)).isEqualTo("True"));
                var before = status(server);

                first.kill();
                Eventually.holds(() -> assertThat(second.said()).contains("this replica decides"));
                pause(Duration.ofSeconds(3));
                assertThat(status(server)).as("as it was, times included").isEqualTo(before);
                assertThat(events(server, "Fired")).isOne();

                timeWait = 10;
                Eventually.holds(() -> assertThat(firing(server)).isEqualTo("False"));
                Eventually.holds(() -> assertThat(events(server, "Resolved")).isOne());
                assertThat(events(server, "Fired")).isOne();
            }
        }
    }

    private static OperatorProcess start(KubeApiServer server, String identity) {
        return OperatorProcess.start(server.kubeconfig(), "failover", "--identity=" + identity, "--interval=1s");
    }

    private DeliverySettings settings(OperatorProcess operator, AgentPod pod) throws Exception {
        return new DeliverySettings(
                URI.create("https://127.0.0.1:" + operator.intakePort()),
                pod.token(folder),
                Optional.of(pod.authority(folder)));
    }

    /** A dead replica misses it. */
    private void report(List<DeliverySettings> to, String uid) {
        var report = Checkout.report(NODE, Instant.now(), List.of(new Checkout(uid, timeWait, Map.of())));
        try {
            for (var operator : to) {
                Delivery.once(operator, report);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static AlertStatus status(KubeApiServer server) {
        return server.client()
                .resources(ConnectionAlert.class)
                .inNamespace("failover")
                .withName("time-wait")
                .get()
                .getStatus();
    }

    private static String firing(KubeApiServer server) {
        return status(server).conditions().stream()
                .filter(it -> it.getType().equals("Firing"))
                .findFirst()
                .orElseThrow()
                .getStatus();
    }

    private static long events(KubeApiServer server, String reason) {
        return server.kubectl("get", "events", "-n", "failover")
                .lines()
                .filter(line -> line.contains(reason))
                .count();
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
