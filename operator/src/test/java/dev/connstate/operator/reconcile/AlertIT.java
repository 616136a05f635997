package dev.connstate.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.operator.cluster.ClusterWatch;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.Events;
import dev.connstate.operator.survey.Surveys;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** From reports to the status that {@code kubectl get connectionalerts} shows. */
@ExtendWith(KubeApiServerExtension.class)
class AlertIT {
    private static final String NODE = "node-1";
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Cluster cluster = Cluster.empty();
    private final Fleet fleet = new Fleet(Duration.ofSeconds(15), Optional.empty());
    private Instant takenAt = Instant.now();
    private final Board board = new Board();
    private String namespace;
    private Pod pod;
    private ClusterWatch watch;
    private Events events;
    private Operator operator;

    @BeforeEach
    void deploy(KubeApiServer server, TestInfo test) {
        namespace = "alert-" + test.getTestMethod().orElseThrow().getName().toLowerCase();
        var shop = Apps.in(server, namespace);
        pod = shop.pod("checkout-7d9f8-a", NODE, shop.replicaSet(shop.deployment("checkout")));
        watch = ClusterWatch.start(server.client(), List.of(), cluster);
        events = new Events(server.client(), "test");
        start(server);
    }

    @AfterEach
    void end() {
        operator.stop();
        events.close();
        watch.close();
    }

    @Test
    void firesAndResolves(KubeApiServer server) {
        report(10);
        server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/time-wait.yaml");
        holds(server, "Ready", "True", "Evaluating");
        holds(server, "Firing", "False", "BelowThreshold");

        report(5000);
        holds(server, "Firing", "True", "ThresholdExceeded");
        assertThat(alert(server).getStatus().worst()).singleElement().satisfies(worst -> {
            assertThat(worst.name()).isEqualTo("checkout-7d9f8-a");
            assertThat(worst.nodeName()).isEqualTo(NODE);
            assertThat(worst.value()).isEqualTo("5000");
        });
        assertThat(server.kubectl("get", "connalert", "-n", namespace))
                .containsPattern("time-wait +Warning +SocketState +True +\\w+ +1 +1 +True");
        Eventually.holds(() ->
                assertThat(server.kubectl("get", "events", "-n", namespace)).contains("Fired"));
        assertThat(server.kubectl("describe", "connalert", "time-wait", "-n", namespace))
                .contains("Fired");

        report(10);
        holds(server, "Firing", "False", "BelowThreshold");
        Eventually.holds(() ->
                assertThat(server.kubectl("get", "events", "-n", namespace)).contains("Resolved"));
    }

    @Test
    void aRestartInTheMiddleNeitherEndsNorRepeatsIt(KubeApiServer server) {
        report(5000);
        server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/time-wait.yaml");
        holds(server, "Firing", "True", "ThresholdExceeded");
        var before = alert(server);

        operator.stop();
        start(server);
        report(5000);
        pause(Duration.ofSeconds(2));
        var after = alert(server);
        assertThat(after.getStatus()).isEqualTo(before.getStatus());
        assertThat(after.getMetadata().getResourceVersion())
                .as("nothing is written while nothing changes")
                .isEqualTo(before.getMetadata().getResourceVersion());
        assertThat(server.kubectl("get", "events", "-n", namespace).lines().filter(it -> it.contains("Fired")))
                .hasSize(1);
    }

    @Test
    void whatCannotBeKnownIsUnknown(KubeApiServer server) {
        server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/time-wait.yaml");
        holds(server, "Ready", "False", "DataStale");
        holds(server, "Firing", "Unknown", "DataStale");
    }

    @Test
    void anExpressionThatCannotBeMeantIsNotReady(KubeApiServer server) {
        report(10);
        server.kubectl("apply", "-n", namespace, "-f", "src/test/resources/examples/bad-expression.yaml");
        Eventually.holds(() -> assertThat(condition(alert(server, "bad-expression"), "Ready"))
                .hasValueSatisfying(it -> assertThat(it.getReason()).isEqualTo("InvalidExpression")));
    }

    private void start(KubeApiServer server) {
        var desk = new Desk(
                new Surveys(cluster, fleet),
                watch::hasSynced,
                board,
                events,
                Optional.empty(),
                InstantSource.system(),
                INTERVAL);
        operator = new Operator(it -> it.withKubernetesClient(server.client()).withCloseClientOnStop(false));
        operator.register(new AlertReconciler(desk));
        operator.register(new ClusterAlertReconciler(desk));
        operator.start();
    }

    private void report(int timeWait) {
        takenAt = takenAt.plusSeconds(15);
        fleet.receive(
                Checkout.report(
                        NODE, takenAt, List.of(new Checkout(pod.getMetadata().getUid(), timeWait, Map.of()))),
                Instant.now());
    }

    private void holds(KubeApiServer server, String type, String status, String reason) {
        Eventually.holds(() -> assertThat(condition(alert(server), type))
                .hasValueSatisfying(
                        it -> assertThat(it.getStatus() + " " + it.getReason()).isEqualTo(status + " " + reason)));
    }

    private ConnectionAlert alert(KubeApiServer server) {
        return alert(server, "time-wait");
    }

    private ConnectionAlert alert(KubeApiServer server, String name) {
        return server.client()
                .resources(ConnectionAlert.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private static Optional<Condition> condition(ConnectionAlert alert, String type) {
        return Optional.ofNullable(alert.getStatus())
                .flatMap(status -> status.conditions().stream()
                        .filter(it -> it.getType().equals(type))
                        .findFirst());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
