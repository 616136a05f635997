package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To whom advice is given, and what it says of the setting. */
class SettingAdviceTest {
    private static final String TEXT = "Do it.";

    @Test
    void saysAllThatOneNeedsToKnow() {
        var advice = proposed(Seen.pod(), "tcp_tw_reuse", "1").orElseThrow();

        assertThat(advice.kind()).isEqualTo(Advice.Kind.POD_SYSCTL);
        assertThat(advice.text()).isEqualTo(TEXT);
        assertThat(advice.setting())
                .contains(
                        new Setting(
                                "net.ipv4.tcp_tw_reuse",
                                Scope.POD_NET_NS,
                                "2",
                                "1",
                                Safety.UNSAFE,
                                "the next connect(2), when both ends use timestamps; Kubernetes sets it only when it makes a pod, so recreate the pod"));
        assertThat(advice.risk())
                .isEqualTo(
                        "A late segment of the old connection is told from the new one by its timestamp alone. Unsafe in Kubernetes: the kubelet must allow it by --allowed-unsafe-sysctls.");
    }

    @Test
    void whatIsOneForTheHostIsTheNodesAlsoWhenAPodHasTheTrouble() {
        var pod = Seen.pod().withHost("net.core.rmem_max", "212992");
        var setting = Tuning.proposeTwice(pod.window(), "rmem_max", TEXT).orElseThrow();

        assertThat(setting.kind()).isEqualTo(Advice.Kind.NODE_SYSCTL);
        assertThat(setting.setting().orElseThrow().scope()).isEqualTo(Scope.NODE_GLOBAL);
        assertThat(setting.setting().orElseThrow().kubernetes()).isEqualTo(Safety.NODE_ONLY);
        assertThat(setting.setting().orElseThrow().proposed()).isEqualTo("425984");
        assertThat(setting.risk()).endsWith("One value for the whole node and all of its pods.");
    }

    /** A pod's namespace may show the host's value: that alone does not say what the host has. */
    @Test
    void whatIsOneForTheHostIsReadFromTheHost() {
        assertThat(proposed(Seen.pod().with("net.core.rmem_max", "212992"), "rmem_max", "425984"))
                .isEmpty();
    }

    @Test
    void theHostsOwnNamespaceIsNotAPodsToSet() {
        var advice = proposed(Seen.host(), "tcp_tw_reuse", "1").orElseThrow();

        assertThat(advice.kind()).isEqualTo(Advice.Kind.NODE_SYSCTL);
        assertThat(advice.setting().orElseThrow().scope()).isEqualTo(Scope.NODE_GLOBAL);
        assertThat(advice.setting().orElseThrow().kubernetes()).isEqualTo(Safety.NODE_ONLY);
        assertThat(advice.setting().orElseThrow().appliesTo()).doesNotContain("recreate");
        assertThat(advice.risk()).contains("no hostNetwork pod may set it");
    }

    @ParameterizedTest
    @CsvSource({"6.18.44, SAFE", "4.6.0, SAFE", "4.5.0, UNSAFE", "?, UNSAFE"})
    void whatIsSafeDependsOnTheKernel(String release, Safety safety) {
        var setting = proposed(Seen.pod().on(release), "tcp_fin_timeout", "30")
                .flatMap(Advice::setting)
                .orElseThrow();
        assertThat(setting.kubernetes()).isEqualTo(safety);
    }

    @Test
    void sinceWhenItIsSafeIsSaid() {
        assertThat(proposed(Seen.pod(), "tcp_fin_timeout", "30").orElseThrow().risk())
                .endsWith("Safe since Kubernetes 1.29 (kernel 4.6 or newer), unsafe before.");
    }

    private static Optional<Advice> proposed(Seen seen, String name, String value) {
        return Tuning.propose(seen.window(), name, value, TEXT);
    }
}
