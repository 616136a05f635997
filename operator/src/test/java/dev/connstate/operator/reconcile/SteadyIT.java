package dev.connstate.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.operator.cluster.ClusterWatch;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.Events;
import dev.connstate.operator.survey.Surveys;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.Operator;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Numbers that change all the time, of which nothing else follows than before: then the API server is left alone. */
@ExtendWith(KubeApiServerExtension.class)
class SteadyIT {
    private static final String NAMESPACE = "steady";
    private static final String NODE = "steady-node";
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int ALERTS = 3;
    private static final int EVALUATIONS = 12;

    private final Cluster cluster = Cluster.empty();
    private final Fleet fleet = new Fleet(Duration.ofSeconds(15), Optional.empty());
    private Instant takenAt = Instant.now();
    private final Workloads workloads = new Workloads(cluster, fleet);
    private final NodeFaults faults = new NodeFaults(fleet);
    private final CollectorRegistry registry = new CollectorRegistry();
    private Pod pod;
    private ClusterWatch watch;
    private Events events;
    private RecommendationMaker maker;
    private Operator operator;

    @BeforeEach
    void operate(KubeApiServer server) {
        var shop = Apps.in(server, NAMESPACE);
        pod = shop.pod("checkout-7d9f8-a", NODE, shop.replicaSet(shop.deployment("checkout")));
        watch = ClusterWatch.start(server.client(), List.of(), cluster);
        events = new Events(server.client(), "test");
        maker = new RecommendationMaker(server.client(), workloads, faults, InstantSource.system());
        var desk = new Desk(
                new Surveys(cluster, fleet),
                watch::hasSynced,
                new Board(),
                events,
                Optional.empty(),
                InstantSource.system(),
                INTERVAL);
        var metrics = new ReconcileMetrics(registry);
        operator = new Operator(it -> it.withKubernetesClient(server.client())
                .withCloseClientOnStop(false)
                .withMetrics(metrics));
        operator.register(new AlertReconciler(desk));
        operator.register(new ClusterAlertReconciler(desk));
        operator.register(new TuningReconciler(workloads, InstantSource.system(), INTERVAL, new TuningMetrics()));
        operator.register(new ClusterTuningReconciler(faults, InstantSource.system(), INTERVAL, new TuningMetrics()));
        operator.start();
        Eventually.holds(() -> assertThat(cluster.pods().inNamespace(NAMESPACE)).hasSize(1));
    }

    @AfterEach
    void end() {
        operator.stop();
        events.close();
        watch.close();
    }

    @Test
    void nothingIsWrittenWhileNothingIsDecidedAnew(KubeApiServer server) {
        for (int i = 0; i < 8; i++) {
            report(i);
        }
        server.kubectl("apply", "-n", NAMESPACE, "-f", "src/test/resources/examples/steady.yaml");
        maker.make(true);
        Eventually.holds(() -> {
            assertThat(firing(server)).containsExactlyInAnyOrder("diagnosed True", "firing True", "quiet False");
            assertThat(objects(server)).hasSize(ALERTS + 1);
            assertThat(server.kubectl("get", "tr", "-n", NAMESPACE))
                    .containsPattern("deployment-checkout +Deployment +checkout +[1-9]");
        });
        // The Events of those transitions are on their way.
        Eventually.holds(() -> assertThat(eventCount(server)).isEqualTo(2));

        var before = versions(server);
        double alerts = evaluations("connectionalert");
        double advice = evaluations("tuningrecommendation");
        for (int i = 8;
                evaluations("connectionalert") < alerts + ALERTS * EVALUATIONS
                        || evaluations("tuningrecommendation") < advice + EVALUATIONS;
                i++) {
            report(i);
            maker.make(true);
            pause();
        }
        assertThat(versions(server)).isEqualTo(before);
        assertThat(eventCount(server)).isEqualTo(2);
    }

    /** Another number of ports in each, and always nearly all. */
    private void report(int look) {
        takenAt = takenAt.plusSeconds(15);
        var checkout = new Checkout(pod.getMetadata().getUid(), 27_900 + look * 37 % 100, Map.of());
        fleet.receive(Checkout.report(NODE, takenAt, List.of(checkout)), Instant.now());
    }

    private static List<String> firing(KubeApiServer server) {
        return server.client().resources(ConnectionAlert.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(alert -> alert.getMetadata().getName() + " "
                        + alert.getStatus().conditions().stream()
                                .filter(it -> it.getType().equals("Firing"))
                                .findFirst()
                                .orElseThrow()
                                .getStatus())
                .toList();
    }

    private static Map<String, String> versions(KubeApiServer server) {
        return objects(server)
                .collect(Collectors.toMap(
                        it -> it.getKind() + " " + it.getMetadata().getName(),
                        it -> it.getMetadata().getResourceVersion()));
    }

    private static Stream<HasMetadata> objects(KubeApiServer server) {
        return Stream.concat(
                server.client().resources(ConnectionAlert.class).inNamespace(NAMESPACE).list().getItems().stream(),
                server
                        .client()
                        .resources(TuningRecommendation.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems()
                        .stream());
    }

    private static int eventCount(KubeApiServer server) {
        return server.client()
                .events()
                .v1()
                .events()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .size();
    }

    private double evaluations(String controller) {
        return Optional.ofNullable(registry.getSampleValue(
                        "connstate_reconciliation_seconds_count", new String[] {"controller"}, new String[] {controller
                        }))
                .orElse(0.0);
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
