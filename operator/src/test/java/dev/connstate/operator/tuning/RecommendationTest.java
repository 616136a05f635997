package dev.connstate.operator.tuning;

import static dev.connstate.operator.tuning.Shop.OPEN;
import static dev.connstate.operator.tuning.Shop.PORTS;
import static dev.connstate.operator.tuning.Shop.SOMAXCONN;
import static dev.connstate.operator.tuning.Shop.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.tuning.TuningStatus;
import dev.connstate.operator.fleet.Target;
import dev.connstate.operator.tuning.Whose.OfNodes;
import dev.connstate.operator.tuning.Whose.OfWorkload;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static final Whose CHECKOUT = new OfWorkload("Deployment", Map.of());
    private static final Map<String, String> OLD = Map.of(SOMAXCONN, "4096");
    private static final Map<String, String> NEW = Map.of(SOMAXCONN, "16384");

    private Recommendation recommendation = Recommendation.of(Optional.empty(), OPEN);
    private Instant now = OPEN;

    @Test
    void whatPodsShareIsOneFindingWithTheValuesOfAll() {
        look(pod("a", 600, OLD), pod("b", 24, Map.of(SOMAXCONN, "128")), pod("c", 0, OLD));

        assertThat(status().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.symptom()).isEqualTo("accept-queue-overflow");
            assertThat(finding.targets()).isEqualTo(2);
        });
        assertThat(status().settings()).singleElement().satisfies(setting -> {
            assertThat(setting.current()).isEqualTo("4096 (2), 128 (1)");
            assertThat(setting.proposed()).isEqualTo("16384");
            assertThat(setting.reason()).isEqualTo("accept-queue-overflow/somaxconn");
        });
        assertThat(status().settingsCount()).isEqualTo(1);
        assertThat(condition("RecommendationProvided")).isEqualTo("True EvidenceSufficient");
        assertThat(condition("Applied")).isEqualTo("False NotObserved");
        assertThat(condition("Effective")).isEqualTo("Unknown NotApplied");
    }

    @Test
    void itIsFollowedUntilItHelps() {
        look(pod("a", 600, OLD), pod("b", 24, OLD));
        look(pod("a", 600, OLD), pod("b", 0, NEW));
        assertThat(condition("Applied")).isEqualTo("False PartlyObserved");
        assertThat(message("Applied"))
                .isEqualTo("1 of 2 pods have the proposed values; a has net.core.somaxconn=4096.");

        look(pod("a2", 0, NEW), pod("b", 0, NEW));
        assertThat(condition("Applied")).isEqualTo("True Observed");
        assertThat(condition("Effective")).isEqualTo("Unknown Measuring");

        for (int i = 0; i < 6; i++) {
            look(pod("a2", 6, NEW), pod("b", 0, NEW));
        }
        assertThat(condition("Effective")).isEqualTo("True Better");
        assertThat(message("Effective")).isEqualTo("TcpExt.ListenOverflows per minute: 600 before, 6 since.");
    }

    @Test
    void whatDoesNotHelpIsSaid() {
        look(pod("a", 600, OLD));
        for (int i = 0; i < 7; i++) {
            look(pod("a", 590, NEW));
        }
        assertThat(condition("Effective")).isEqualTo("False Same");
        for (int i = 0; i < 7; i++) {
            look(pod("a", 6000, NEW));
        }
        assertThat(condition("Effective")).isEqualTo("False Worse");
    }

    /** More connections are what was wanted. */
    @Test
    void moreTrafficIsNotWorse() {
        var before = pod("a", 0, Map.of(PORTS, "40000 40499"));
        look(Shop.with(before, Shop.ports(Shop.namespace(before), "1024 60999")));
        for (int i = 0; i < 7; i++) {
            look(Shop.with(pod("a", 9000, Map.of(PORTS, "1024 60999"))));
        }
        assertThat(condition("Effective")).isEqualTo("True Better");
        assertThat(message("Effective")).isEqualTo("targets with ephemeral-port-exhaustion: 1 before, 0 since.");
    }

    @Test
    void itIsWithdrawnWhenTheCauseIsGoneForLong() {
        look(pod("a", 600, OLD));
        look(pod("a", 0, OLD));
        assertThat(condition("RecommendationProvided")).isEqualTo("True EvidenceSufficient");
        now = now.plus(Recommendation.WITHDRAWN_AFTER);
        look(pod("a", 0, OLD));
        assertThat(condition("RecommendationProvided")).isEqualTo("False CauseGone");
        assertThat(status().settings()).hasSize(1);

        look(pod("a", 600, OLD));
        assertThat(condition("RecommendationProvided")).isEqualTo("True EvidenceSufficient");
    }

    @Test
    void noReportChangesNothing() {
        look(pod("a", 600, OLD));
        var before = status();
        now = now.plus(Duration.ofHours(3));
        look(Shop.silent("a"));
        assertThat(status()).isEqualTo(before);
    }

    @Test
    void whoIsSilentCountsNeitherWay() {
        look(pod("a", 0, NEW), pod("b", 600, OLD));
        look(pod("a", 0, NEW), Shop.silent("b"));
        assertThat(condition("Applied")).isEqualTo("True Observed");
        look(pod("a", 0, Map.of()), Shop.silent("b"));
        assertThat(condition("Applied")).isEqualTo("Unknown SysctlsNotVisible");
    }

    @Test
    void aRestartKeepsWhatIsCompared() {
        look(pod("a", 600, OLD));
        look(pod("a", 0, NEW));
        var since = status().effect().since();
        recommendation = Recommendation.of(Optional.of(status()), now);
        for (int i = 0; i < 7; i++) {
            look(pod("a", 0, NEW));
        }
        assertThat(status().effect().since()).isEqualTo(since);
        assertThat(message("Effective")).isEqualTo("TcpExt.ListenOverflows per minute: 600 before, 0 since.");
    }

    @Test
    void anotherNumberIsNoReasonToWrite() {
        look(pod("a", 600, OLD), pod("b", 0, OLD));
        var written = status();
        look(pod("a", 412, OLD), pod("b", 0, OLD));
        assertThat(recommendation.differsFrom(written)).isFalse();
        look(pod("a", 412, OLD), pod("b", 0, NEW));
        assertThat(recommendation.differsFrom(written)).isTrue();
    }

    @Test
    void harmlessThingsMakeNoRecommendation() {
        var pod = pod("a", 0, OLD);
        var harmless = Shop.with(pod, Shop.info(Shop.namespace(pod)));
        assertThat(Recommendation.isDue(List.of(harmless))).isFalse();
        assertThat(Recommendation.isDue(List.of(pod("b", 1, OLD)))).isTrue();
        var leaking = Shop.with(pod, Shop.leak(Shop.namespace(pod)));
        assertThat(Recommendation.isDue(List.of(harmless, leaking))).isTrue();
    }

    @Test
    void whatIsNoSettingCannotBeSeenToBeApplied() {
        var pod = pod("a", 0, OLD);
        look(Shop.with(pod, Shop.leak(Shop.namespace(pod))));
        assertThat(condition("Applied")).isEqualTo("Unknown NotASetting");
        assertThat(status().settingsCount()).isZero();
        assertThat(status().advice())
                .singleElement()
                .satisfies(advice -> assertThat(advice.text()).isEqualTo("Close it."));
    }

    @Test
    void aValueIsTheSameHoweverItsBlanksLook() {
        var pod = pod("a", 0, Map.of(PORTS, "1024\t60999"));
        look(Shop.with(pod, Shop.ports(Shop.namespace(pod), "1024 60999")));
        assertThat(condition("Applied")).isEqualTo("True Observed");
    }

    @Test
    void nodesAreCountedAndNamed() {
        var node = pod("node-2", 600, OLD);
        recommendation = recommendation.after(new OfNodes(), List.of(node, pod("node-1", 1, OLD)), 1L, now);
        assertThat(status().nodes().count()).isEqualTo(2);
        assertThat(status().nodes().names()).containsExactly("node-1", "node-2");
    }

    private void look(Target... targets) {
        recommendation = recommendation.after(CHECKOUT, List.of(targets), 1L, now);
        now = now.plusSeconds(60);
    }

    private TuningStatus status() {
        return recommendation.status();
    }

    private String condition(String type) {
        var condition = of(type);
        return condition.getStatus() + " " + condition.getReason();
    }

    private String message(String type) {
        return of(type).getMessage();
    }

    private Condition of(String type) {
        return ConditionList.of(status().conditions(), type).orElseThrow();
    }
}
