package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.window.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlsTest {
    static final List<Sysctl> ALL = Sysctls.ALL;

    @ParameterizedTest
    @ValueSource(strings = {"net.ipv4.tcp_tw_reuse", "tcp_tw_reuse"})
    void areFoundByBothNames(String name) {
        assertThat(Sysctls.named(name)).map(Sysctl::name).contains("net.ipv4.tcp_tw_reuse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tcp", "ipv4.tcp_tw_reuse", "net.core.tcp_tw_reuse"})
    void areFoundByNoOther(String name) {
        assertThat(Sysctls.named(name)).isEmpty();
    }

    /** The table says scope and safety a second time, by hand from the facts, so that a slip in one shows. */
    @Test
    void agreeWithTheCatalogue() throws IOException {
        assertThat(Sysctls.ALL.stream().map(SysctlsTest::line)).containsExactlyInAnyOrderElementsOf(catalogue());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void sayWhatTheyDoInPhrases(Sysctl sysctl) {
        var effect = sysctl.effect();
        assertThat(Stream.of(
                        sysctl.about(),
                        sysctl.value().standard(),
                        effect.appliesTo(),
                        effect.helpsWhen(),
                        effect.risk(),
                        effect.never()))
                .noneMatch(text -> text.endsWith(".") || !text.equals(text.strip()) || text.contains("  "));
        assertThat(sysctl.about()).isNotEmpty();
        assertThat(sysctl.value().standard()).isNotEmpty();
        assertThat(sysctl.value().form().text()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void areProposedForAReason(Sysctl sysctl) {
        assertThat(sysctl.value().change().equals(Change.NEVER)
                        || !sysctl.effect().helpsWhen().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void needOnlyWhatIsInTheTableAndTakesTheValue(Sysctl sysctl) {
        sysctl.value().need().ifPresent(need -> {
            var other = Sysctls.named(need.sysctl()).orElseThrow();
            assertThat(other.name()).isEqualTo(need.sysctl());
            assertThat(need.values()).isNotEmpty().allMatch(other.value().form()::takes);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "tcp_tw_recycle, 4.11, true",
        "tcp_tw_recycle, 4.12, false",
        "tcp_tw_reuse_delay, 6.12, false",
        "tcp_tw_reuse_delay, 6.18, true",
        "tcp_syn_linear_timeouts, 6.1, false",
        "tcp_syn_linear_timeouts, 6.12, true",
        "somaxconn, 3.10, true",
    })
    void comeAndGoWithKernels(String name, String release, boolean isIn) {
        assertThat(Sysctls.named(name).orElseThrow().scope().isIn(Kernel.of(release)))
                .isEqualTo(isIn);
    }

    @Test
    void aReleaseSaysHowWellItIsKnown() {
        assertThat(Release.in(4, 6).text()).isEqualTo("4.6");
        assertThat(Release.about(4, 11).text()).isEqualTo("about 4.11");
        assertThat(Release.between(new Kernel(6, 12), new Kernel(6, 18)).text()).isEqualTo("after 6.12, by 6.18");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp_syncookies, 6.18, SAFE",
        "tcp_syncookies, 4.5, UNSAFE",
        "tcp_rmem, 6.18, SAFE",
        "tcp_slow_start_after_idle, 6.18, UNSAFE",
        "somaxconn, 6.18, UNSAFE",
        "tcp_mem, 6.18, NODE_ONLY",
    })
    void areSafeAsSupportedKubernetesHasIt(String name, String release, Safety safety) {
        assertThat(Sysctls.named(name).orElseThrow().scope().kubernetes().safety(Kernel.of(release)))
                .isEqualTo(safety);
    }

    private static String line(Sysctl sysctl) {
        return "%s %s %s"
                .formatted(
                        sysctl.name(),
                        sysctl.scope().reach(),
                        kubernetes(sysctl.scope().kubernetes()));
    }

    private static String kubernetes(Kubernetes kubernetes) {
        return switch (kubernetes) {
            case Kubernetes.Safe safe -> safe.minor() == 0 ? "safe" : "safe 1." + safe.minor();
            case Kubernetes.Unsafe _ -> "unsafe";
            case Kubernetes.NodeOnly _ -> "node";
        };
    }

    private static List<String> catalogue() throws IOException {
        try (var in = SysctlsTest.class.getResourceAsStream("/sysctl/catalogue.txt")) {
            return new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
        }
    }
}
