package dev.connstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.KubeApiServerExtension;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.lab.Performance;
import dev.connstate.operator.testing.AgentPod;
import dev.connstate.operator.testing.Apps;
import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A program with a queue that is too short, in what looks like a pod, up to what {@code kubectl} says of it. */
@NeedsRoot
@ExtendWith(KubeApiServerExtension.class)
class LabToWorkloadIT {
    private static final String OWN = "connstate-e2e";
    private static final String SHOP = "shop-e2e";
    private static final String NODE = "node-e2e";
    private static final String POD = "checkout-7d9f8-a";

    /** From the first connection that is dropped; both processes look once a second. */
    private static final Duration FIRES_WITHIN = Duration.ofSeconds(15);

    /** A diagnosis looks back for half a minute, and keeps what it found for another. */
    private static final Duration RESOLVES_WITHIN = Duration.ofSeconds(80);

    @TempDir
    private Path folder;

    private OperatorProcess operator;
    private Performance performance;
    private PodSandbox sandbox;
    private AgentProcess agent;

    @BeforeEach
    void begin(KubeApiServer server) throws Exception {
        server.makeNamespace(OWN);
        var agentPod = AgentPod.on(NODE, server, OWN);
        var shop = Apps.in(server, SHOP);
        var pod = shop.pod(POD, NODE, shop.replicaSet(shop.deployment("checkout")));
        server.kubectl("apply", "-n", SHOP, "-f", "src/test/resources/lab-to-workload");
        stage(pod);
        operator = OperatorProcess.start(server.kubeconfig(), OWN, "--interval=1s", "--single");
        agent = AgentProcess.start(
                folder.resolve("agent.log"),
                "--operator=https://127.0.0.1:" + operator.intakePort(),
                "--node-name=" + NODE,
                "--token-file=" + agentPod.token(folder),
                "--ca-file=" + agentPod.authority(folder),
                "--interval=1s",
                "--pid=" + sandbox.pid());
    }

    /** Nothing happens there yet. */
    private void stage(Pod pod) throws Exception {
        performance = Performance.of(
                Catalogue.labs().named("accept-queue-overflow/somaxconn").getFirst());
        sandbox = PodSandbox.around(performance.pid(), pod.getMetadata().getUid());
    }

    @AfterEach
    void end() throws Exception {
        try (var _ = sandbox;
                var _ = performance;
                var _ = operator;
                var _ = agent) {
            // Closed from the last to the first.
        }
    }

    @Test
    void aQueueThatIsTooShortIsFoundAndSaidOfTheRightWorkload(KubeApiServer server) throws Exception {
        Eventually.holds(() -> assertThat(firing(server, "dropping")).isEqualTo("False"));
        Eventually.holds(() -> assertThat(firing(server, "diagnosed")).isEqualTo("False"));

        performance.begin();
        var begun = Instant.now();
        fires(server, "dropping");
        fires(server, "diagnosed");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(FIRES_WITHIN);
        assertThat(server.kubectl("get", "connectionalerts", "-A"))
                .containsPattern(SHOP + " +dropping +Critical +ListenQueueOverflow +True")
                .containsPattern(SHOP + " +diagnosed +Warning +Diagnosis +True");
        isRecommended(server);
        Eventually.holds(this::isOnTheAgentsPage);

        performance.close();
        resolves(server, "dropping");
        resolves(server, "diagnosed");
    }

    private static void fires(KubeApiServer server, String name) {
        Eventually.holds(() -> {
            assertThat(firing(server, name)).isEqualTo("True");
            assertThat(alert(server, name).getStatus().worst())
                    .singleElement()
                    .satisfies(worst ->
                            assertThat(worst.name() + " on " + worst.nodeName()).isEqualTo(POD + " on " + NODE));
        });
    }

    private static void resolves(KubeApiServer server, String name) {
        Eventually.holds(RESOLVES_WITHIN, () -> assertThat(firing(server, name)).isEqualTo("False"));
        Eventually.holds(() -> assertThat(server.kubectl("get", "events", "-n", SHOP))
                .containsPattern("Fired +connectionalert/" + name)
                .containsPattern("Resolved +connectionalert/" + name));
    }

    private static void isRecommended(KubeApiServer server) {
        Eventually.holds(() -> assertThat(server.kubectl("get", "tuningrecommendations", "-A"))
                .containsPattern(SHOP + " +deployment-checkout +Deployment +checkout +1 +High +Pending +False"));
        var recommendation = server.client()
                .resources(TuningRecommendation.class)
                .inNamespace(SHOP)
                .withName("deployment-checkout")
                .require();
        assertThat(recommendation.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getName()).isEqualTo("checkout"));
        assertThat(recommendation.getStatus().settings())
                .extracting(TuningSetting::name, TuningSetting::current)
                .containsExactly(tuple("net.core.somaxconn", "16"));
    }

    private void isOnTheAgentsPage() throws Exception {
        assertThat(agent.metrics().lines())
                .anyMatch(line -> line.startsWith("connstate_connections{")
                        && line.contains("node=\"%s\",namespace=\"%s\",pod=\"%s\",workload=\"checkout\""
                                .formatted(NODE, SHOP, POD)));
    }

    private static String firing(KubeApiServer server, String name) {
        return alert(server, name).getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Firing"))
                .findFirst()
                .orElseThrow()
                .getStatus();
    }

    private static ConnectionAlert alert(KubeApiServer server, String name) {
        return server.client()
                .resources(ConnectionAlert.class)
                .inNamespace(SHOP)
                .withName(name)
                .require();
    }
}
