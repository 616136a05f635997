package dev.connstate.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.operator.cluster.ClusterWatch;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.NodeFaults;
import dev.connstate.operator.fleet.Workloads;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From reports to a resource that a person reads and decides on. */
@ExtendWith(KubeApiServerExtension.class)
class TuningIT {
    private static final String NODE = "node-1";
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Cluster cluster = Cluster.empty();
    private final Fleet fleet = new Fleet(Duration.ofSeconds(15), Optional.empty());
    private Instant takenAt = Instant.now();
    private final Workloads workloads = new Workloads(cluster, fleet);
    private final NodeFaults faults = new NodeFaults(fleet);
    private Apps shop;
    private List<Pod> pods;
    private ClusterWatch watch;
    private Operator operator;

    @BeforeEach
    void deploy(KubeApiServer server) {
        shop = Apps.in(server, "tuning");
        var checkout = shop.replicaSet(shop.deployment("checkout"));
        pods = List.of(shop.pod("checkout-7d9f8-a", NODE, checkout), shop.pod("checkout-7d9f8-b", NODE, checkout));
        watch = ClusterWatch.start(server.client(), List.of(), cluster);
        operator = new Operator(it -> it.withKubernetesClient(server.client()).withCloseClientOnStop(false));
        operator.register(new TuningReconciler(workloads, InstantSource.system(), INTERVAL, new TuningMetrics()));
        operator.register(new ClusterTuningReconciler(faults, InstantSource.system(), INTERVAL, new TuningMetrics()));
        operator.start();
        Eventually.holds(() -> assertThat(cluster.pods().inNamespace("tuning")).hasSize(2));
    }

    @AfterEach
    void end() {
        operator.stop();
        watch.close();
    }

    @Test
    void aWorkloadIsToldAndFollowed(KubeApiServer server, @TempDir Path folder) throws Exception {
        looks(8, Checkout::exhausted);
        new RecommendationMaker(server.client(), workloads, faults, InstantSource.system()).make(true);

        var status = Eventually.gives(() ->
                Optional.ofNullable(recommendation(server).get().getStatus()).orElseThrow());
        assertThat(status.settings()).anySatisfy(setting -> {
            assertThat(setting.name()).isEqualTo("net.ipv4.ip_local_port_range");
            assertThat(setting.current()).isEqualTo("32768 60999");
        });
        assertThat(server.kubectl("get", "tr", "-n", "tuning"))
                .containsPattern("deployment-checkout +Deployment +checkout +\\d+ +\\w+ +Pending +False");
        assertThat(recommendation(server).get().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("Deployment"));

        // The patch is good as it stands.
        var patch =
                Files.writeString(folder.resolve("patch.yaml"), status.patch().content());
        server.kubectl(
                "patch",
                "deployment",
                "checkout",
                "-n",
                "tuning",
                "--type",
                "strategic",
                "--patch-file",
                patch.toString());
        assertThat(server.client()
                        .apps()
                        .deployments()
                        .inNamespace("tuning")
                        .withName("checkout")
                        .get()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getSecurityContext()
                        .getSysctls())
                .anySatisfy(sysctl -> assertThat(sysctl.getName()).isEqualTo("net.ipv4.ip_local_port_range"));

        server.kubectl(
                "patch",
                "tr",
                "deployment-checkout",
                "-n",
                "tuning",
                "--type",
                "merge",
                "-p",
                "{\"spec\":{\"decision\":\"Accepted\"}}");
        var proposed =
                status.settings().stream().collect(Collectors.toMap(TuningSetting::name, TuningSetting::proposed));
        looks(2, uid -> new Checkout(uid, 28000, proposed));
        Eventually.holds(() -> assertThat(server.kubectl("get", "tr", "-n", "tuning"))
                .containsPattern("deployment-checkout .* Accepted +True"));
    }

    private void looks(int number, Function<String, Checkout> pod) {
        var uids = pods.stream().map(it -> it.getMetadata().getUid());
        var now = uids.map(pod).toList();
        for (int i = 0; i < number; i++) {
            takenAt = takenAt.plusSeconds(15);
            fleet.receive(Checkout.report(NODE, takenAt, now), Instant.now());
        }
    }

    private static Resource<TuningRecommendation> recommendation(KubeApiServer server) {
        return server.client()
                .resources(TuningRecommendation.class)
                .inNamespace("tuning")
                .withName("deployment-checkout");
    }
}
