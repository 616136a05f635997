package dev.connstate.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Connstate in a real cluster, from {@code helm install} to {@code helm uninstall}. Run by {@code e2e/run}. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    /** Images are there already; a JVM, an election and a first report. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private static final Duration FIRES_WITHIN = Duration.ofSeconds(90);

    /** Findings outlive their evidence by two windows of four and a half intervals, at least a minute. */
    private static final Duration RESOLVES_WITHIN = Duration.ofSeconds(150);

    /** Five minutes after it was applied. */
    private static final Duration JUDGED_WITHIN = Duration.ofSeconds(330);

    private static final Cluster CLUSTER = new Cluster();
    private static final Release RELEASE = new Release(CLUSTER);
    private static final Monitoring MONITORING = new Monitoring(CLUSTER);
    private static final Shop SHOP = new Shop(CLUSTER);

    private static Cost cost;

    @BeforeAll
    static void load() throws Exception {
        Images.load();
    }

    @AfterAll
    static void leave() {
        var namespaces = new String[] {"namespace", Shop.NAMESPACE, Monitoring.NAMESPACE, Release.NAMESPACE};
        CLUSTER.delete(namespaces);
        CLUSTER.delete("clusterrole,clusterrolebinding", "prometheus-e2e");
        RELEASE.definitions().forEach(definition -> CLUSTER.delete("crd", definition));
        CLUSTER.close();
    }

    @Test
    @Order(1)
    void isInstalledWithinAMinute() {
        var begin = Instant.now();
        RELEASE.install();
        var ready = Duration.between(begin, Instant.now());
        Eventually.holds(FIRES_WITHIN, () -> SHOP.isEvaluated("close-wait-leak"));
        System.out.printf("  helm install: all is Ready after %d s, ".formatted(ready.toSeconds()));
        System.out.printf(
                "first data after %d s%n",
                Duration.between(begin, Instant.now()).toSeconds());
        assertThat(ready).isLessThan(READY_WITHIN);
        assertThat(RELEASE.test()).contains("Succeeded");
        RELEASE.isWell();
    }

    @Test
    @Order(2)
    void prometheusFindsAllOfIt() {
        MONITORING.begin();
        int pods = RELEASE.agents().size() + RELEASE.operators().size();
        Eventually.holds(FIRES_WITHIN, () -> MONITORING.scrapes(pods));
    }

    @Test
    @Order(3)
    void eachPodInTroubleIsNamed() {
        cost = Cost.now(CLUSTER);
        SHOP.open();
        for (var symptom : Symptom.ALL) {
            Eventually.holds(FIRES_WITHIN, () -> SHOP.fires(symptom));
            Eventually.holds(FIRES_WITHIN, () -> SHOP.isAdvised(symptom));
            Eventually.holds(() -> assertThat(CLUSTER.kubectl("get", "events", "-A"))
                    .containsPattern("Fired.*clusterconnectionalert/" + symptom.alert()));
            Eventually.holds(() -> assertThat(MONITORING.active()).contains(symptom.alert()));
        }
    }

    @Test
    @Order(4)
    void nothingIsSaidOfTheHealthyOnes() {
        assertThat(SHOP.recommendations())
                .containsExactlyInAnyOrderElementsOf(Symptom.ALL.stream()
                        .map(symptom -> "deployment-" + symptom.deployment())
                        .toList());
    }

    @Test
    @Order(5)
    void aPodsNumbersAreThoseOfSs() {
        var pod = SHOP.pod("pool").getMetadata().getName();
        var states = Map.of("established", "established", "listen", "listening", "time_wait", "time-wait");
        states.forEach((state, filter) -> Eventually.holds(() -> {
            var rows = CLUSTER.kubectl(
                    "exec", "-n", Shop.NAMESPACE, pod, "-c", "tools", "--", "ss", "-Htan", "state", filter);
            assertThat(MONITORING.sum("connstate_connections{pod=\"%s\",state=\"%s\"}".formatted(pod, state)))
                    .as(state)
                    .isEqualTo(rows.lines().count());
        }));
    }

    @Test
    @Order(6)
    void everyPanelHasData() throws IOException {
        var node = SHOP.pod("pool").getSpec().getNodeName();
        new Dashboards(MONITORING).haveData(Shop.NAMESPACE, node);
    }

    @Test
    @Order(7)
    void aPatchThatIsAppliedIsSeen() {
        var patch = SHOP.recommendation("ports").orElseThrow().patch();
        CLUSTER.kubectl(
                "patch",
                "tuningrecommendation",
                "deployment-ports",
                "-n",
                Shop.NAMESPACE,
                "--type=merge",
                "-p",
                "{\"spec\":{\"decision\":\"Accepted\"}}");
        CLUSTER.kubectl("patch", "deployment", "ports", "-n", Shop.NAMESPACE, "-p", patch.content());
        Eventually.holds(FIRES_WITHIN, () -> SHOP.recommends("ports", "Applied", "True"));
    }

    @Test
    @Order(8)
    void whatIsGoneIsOver() {
        Symptom.ALL.stream().filter(it -> it != Symptom.PORTS).forEach(it -> SHOP.delete(it.deployment()));
        for (var symptom : Symptom.ALL) {
            Eventually.holds(RESOLVES_WITHIN, () -> SHOP.isOver(symptom));
        }
        Eventually.holds(RESOLVES_WITHIN, () -> assertThat(MONITORING.active()).isEmpty());
        assertThat(SHOP.firing()).isEmpty();
    }

    @Test
    @Order(9)
    void aPatchThatIsAppliedIsJudged() {
        Eventually.holds(JUDGED_WITHIN, () -> SHOP.recommends("ports", "Effective", "True"));
        assertThat(SHOP.recommendation("ports").orElseThrow().effect().measures())
                .isNotEmpty();
        System.out.print(cost.text());
        SHOP.delete("ports");
        Eventually.holds(
                RESOLVES_WITHIN, () -> assertThat(SHOP.recommendations()).isEmpty());
        RELEASE.isWell();
    }

    @Test
    @Order(10)
    void modeBpfSeesTheQueuesOfPodsWithoutEnteringThem() {
        RELEASE.upgrade("--set=agent.mode=bpf");
        var limits = Pattern.compile("connstate_listener_accept_queue_limit\\{[^}]*pod=\"%s\"[^}]*} [1-9]"
                .formatted(SHOP.pod("pool").getMetadata().getName()));
        Eventually.holds(
                FIRES_WITHIN,
                () -> assertThat(RELEASE.agents()).hasSizeGreaterThan(0).allSatisfy(agent -> {
                    var page = RELEASE.page(agent);
                    assertThat(page)
                            .contains("connstate_agent_reads_total{source=\"bpf\"")
                            .containsPattern(limits);
                    assertThat(agent.getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .getSecurityContext()
                                    .getCapabilities()
                                    .getAdd())
                            .containsExactly("BPF", "PERFMON");
                }));
        RELEASE.isWell();
        RELEASE.rollback();
        RELEASE.isWell();
    }

    @Test
    @Order(11)
    void modeProcTakesNoRightsAndSaysWhatItCannotSee() {
        RELEASE.upgrade("--set=agent.mode=proc");
        var pod = "{pod=\"%s\"}".formatted(SHOP.pod("pool").getMetadata().getName());
        Eventually.holds(FIRES_WITHIN, () -> {
            assertThat(MONITORING.query("connstate_listener_accept_queue_limit" + pod))
                    .as("limits are not known, so there is none, and no zero")
                    .isEmpty();
            assertThat(MONITORING.sum("connstate_listener_connections" + pod)).isPositive();
        });
        RELEASE.agents()
                .forEach(agent -> assertThat(
                                agent.getSpec().getContainers().getFirst().getSecurityContext())
                        .satisfies(context -> {
                            assertThat(context.getRunAsUser()).isEqualTo(65534);
                            assertThat(context.getCapabilities().getAdd()).isEmpty();
                        }));
        RELEASE.rollback();
        RELEASE.isWell();
    }

    @Test
    @Order(12)
    void usersResourcesOutliveTheRelease() {
        var alert = "../docs/alerts/close-wait-leak.yaml";
        CLUSTER.kubectl("apply", "-f", alert);
        RELEASE.uninstall();
        assertThat(CLUSTER.kubectl("get", "-f", alert)).contains("close-wait");
        RELEASE.install();
        RELEASE.isWell();
        CLUSTER.kubectl("delete", "-f", alert);
        RELEASE.uninstall();
    }
}
