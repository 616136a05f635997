package dev.connstate.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.crds.tuning.Decision;
import dev.connstate.crds.tuning.TuningPatch;
import dev.connstate.operator.cluster.ClusterWatch;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.Events;
import dev.connstate.operator.survey.Surveys;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.Router;
import io.fabric8.kubernetes.api.model.NodeBuilder;
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
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts and recommendations for nodes. */
@ExtendWith(KubeApiServerExtension.class)
class NodesIT {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final long SMALL = 262_144;

    private final Cluster cluster = Cluster.empty();
    private final Fleet fleet = new Fleet(Duration.ofSeconds(15), Optional.empty());
    private final NodeFaults faults = new NodeFaults(fleet);
    private ClusterWatch watch;
    private Events events;
    private Operator operator;
    private Instant at = Instant.now();

    @BeforeEach
    void start(KubeApiServer server) {
        for (var name : List.of("router-1", "router-2", "other")) {
            server.client()
                    .resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withLabels(name.equals("other") ? Map.of() : Map.of("pool", "edge"))
                            .endMetadata()
                            .build())
                    .create();
        }
        watch = ClusterWatch.start(server.client(), List.of(), cluster);
        events = new Events(server.client(), "test");
        var desk = new Desk(
                new Surveys(cluster, fleet),
                watch::hasSynced,
                new Board(),
                events,
                Optional.empty(),
                InstantSource.system(),
                INTERVAL);
        operator = new Operator(it -> it.withKubernetesClient(server.client()).withCloseClientOnStop(false));
        operator.register(new ClusterAlertReconciler(desk));
        operator.register(new ClusterTuningReconciler(faults, InstantSource.system(), INTERVAL, new TuningMetrics()));
        operator.start();
    }

    @AfterEach
    void end(KubeApiServer server) {
        operator.stop();
        events.close();
        watch.close();
        server.client().nodes().delete();
    }

    @Test
    void aFullTableOfTwoNodesIsOneAlertAndOneRecommendation(KubeApiServer server) {
        looks(
                new Router("router-1", 255_000, SMALL),
                new Router("router-2", 250_000, SMALL),
                new Router("other", 9, SMALL));
        server.kubectl("apply", "-f", "src/test/resources/examples/conntrack.yaml");
        Eventually.holds(() -> assertThat(server.kubectl("get", "clusterconnectionalert", "edge-conntrack"))
                .containsPattern("edge-conntrack +Warning +ConntrackUsage +True +\\w+ +2 +2 +True"));
        Eventually.holds(() -> assertThat(server.kubectl("get", "events", "-n", "default"))
                .contains("clusterconnectionalert/edge-conntrack"));

        new RecommendationMaker(server.client(), new Workloads(cluster, fleet), faults, InstantSource.system())
                .make(true);
        var status = Eventually.gives(() -> Optional.ofNullable(server.client()
                        .resources(ClusterTuningRecommendation.class)
                        .withName("conntrack-pressure-table-full")
                        .get()
                        .getStatus())
                .orElseThrow());
        assertThat(status.nodes().names()).containsExactly("router-1", "router-2");
        assertThat(status.patch().type()).isEqualTo(TuningPatch.Type.SYSCTL_D);
        assertThat(status.patch().content()).contains("net.netfilter.nf_conntrack_max = ");

        looks(
                new Router("router-1", 255_000, proposed(status.patch())),
                new Router("router-2", 250_000, proposed(status.patch())));
        Eventually.holds(() -> assertThat(server.kubectl("get", "ctr")).containsPattern("table-full .* Pending +True"));
        Eventually.holds(() -> assertThat(server.kubectl("get", "clusterconnectionalert", "edge-conntrack"))
                .containsPattern("edge-conntrack +Warning +ConntrackUsage +False"));
    }

    @Test
    void whatIsDismissedForATimeComesBack(KubeApiServer server) {
        looks(new Router("router-1", 255_000, SMALL));
        server.kubectl("apply", "-f", "src/test/resources/examples/dismissed.yaml");
        Eventually.holds(() -> assertThat(server.client()
                        .resources(ClusterTuningRecommendation.class)
                        .withName("dismissed")
                        .get()
                        .getSpec()
                        .decision())
                .isEqualTo(Decision.PENDING));
    }

    private void looks(Router... routers) {
        for (int i = 0; i < 8; i++) {
            at = at.plusSeconds(15);
            for (var router : routers) {
                fleet.receive(router.report(at), Instant.now());
            }
        }
    }

    private static long proposed(TuningPatch patch) {
        return patch.content()
                .lines()
                .filter(line -> line.startsWith("net.netfilter.nf_conntrack_max"))
                .map(line -> line.replaceAll(".*= ", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
