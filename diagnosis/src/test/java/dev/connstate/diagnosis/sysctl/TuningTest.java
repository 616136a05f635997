package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.sysctl.Scope.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuningTest {
    private static final String TEXT = "Do it.";

    @ParameterizedTest
    @CsvSource({
        // already so
        "net.ipv4.tcp_tw_reuse, 1, 1",
        "net.ipv4.tcp_syncookies, 1, 1",
        // already better, where only more or only less helps
        "net.core.somaxconn, 8192, 4096",
        "net.ipv4.tcp_max_tw_buckets, 131072, 65536",
        "net.ipv4.tcp_fin_timeout, 20, 30",
        "net.ipv4.tcp_keepalive_time, 60, 300",
        "net.ipv4.tcp_orphan_retries, 4, 5",
        "net.ipv4.tcp_timestamps, 2, 1",
        // under what does no harm
        "net.ipv4.tcp_fin_timeout, 60, 5",
        "net.ipv4.tcp_retries2, 15, 5",
        "net.ipv4.tcp_orphan_retries, 0, 1",
        "net.netfilter.nf_conntrack_tcp_timeout_established, 432000, 300",
        // never
        "net.ipv4.tcp_syn_retries, 6, 3",
        "net.ipv4.tcp_tw_recycle, 0, 1",
        "net.ipv4.tcp_abort_on_overflow, 0, 1",
        "net.ipv4.tcp_syncookies, 1, 0",
        "net.ipv4.tcp_syncookies, 1, 2",
        "net.ipv4.tcp_timestamps, 1, 0",
        "net.ipv4.tcp_slow_start_after_idle, 1, 0",
        // refused by the kernel
        "net.core.somaxconn, 4096, 2147483648",
        "net.core.somaxconn, 4096, many",
        // not what the kernel prints
        "net.core.somaxconn, '', 4096",
    })
    void proposesNothingThatIsNoBetter(String name, String now, String proposed) {
        assertThat(proposed(Seen.pod().with(name, now), name, proposed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "net.core.somaxconn, 128, 4096",
        "net.ipv4.tcp_syncookies, 0, 1",
        "net.ipv4.tcp_syncookies, 2, 1",
        "net.ipv4.tcp_fin_timeout, 60, 15",
        "net.ipv4.tcp_orphan_retries, 0, 3",
        "net.ipv4.tcp_retries2, 15, 8",
        "net.ipv4.tcp_timestamps, 0, 1",
        "net.ipv4.tcp_tw_recycle, 1, 0",
        "net.ipv4.tcp_abort_on_overflow, 1, 0",
        "net.ipv4.tcp_rmem, 4096 131072 6291456, 4096 131072 3145728",
    })
    void proposesWhatHelps(String name, String now, String proposed) {
        assertThat(proposed(Seen.pod().with(name, now), name, proposed))
                .flatMap(Advice::setting)
                .hasValueSatisfying(setting -> {
                    assertThat(setting.current()).isEqualTo(now);
                    assertThat(setting.proposed()).isEqualTo(proposed);
                });
    }

    @Test
    void proposesNothingWhileTheValueIsUnknown() {
        for (var sysctl : Sysctls.ALL) {
            assertThat(Tuning.proposeTwice(Seen.POD.window(), "somaxconn", TEXT))
                    .isEmpty();
            for (var value : List.of("0", "1", "8", "100000", "1 2 3", "10240 60999", "8080")) {
                assertThat(proposed(Seen.POD, sysctl.name(), value))
                        .as(sysctl.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aSettingThatAnotherOneSwitchesOffIsNotProposed() {
        var pod = Seen.pod();
        assertThat(proposed(pod, "tcp_max_syn_backlog", "4096")).isEmpty();
        assertThat(proposed(pod.without("net.ipv4.tcp_syncookies"), "tcp_max_syn_backlog", "4096"))
                .isEmpty();
        assertThat(proposed(pod.with("net.ipv4.tcp_syncookies", "0"), "tcp_max_syn_backlog", "4096"))
                .isPresent();
        assertThat(proposed(pod.with("net.ipv4.tcp_timestamps", "0"), "tcp_tw_reuse", "1"))
                .isEmpty();
        assertThat(proposed(pod.without("net.ipv4.tcp_timestamps"), "tcp_tw_reuse", "1"))
                .isEmpty();
        assertThat(proposed(pod.with("net.ipv4.tcp_timestamps", "2"), "tcp_tw_reuse", "1"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"net.core.somaxconn, 128, 256", "net.core.somaxconn, 2147483647,", "net.core.somaxconn, 0,"})
    void twiceIsTwiceAndNoMoreThanTheKernelTakes(String name, String now, String twice) {
        assertThat(Tuning.proposeTwice(Seen.pod().with(name, now).window(), name, TEXT)
                        .flatMap(Advice::setting)
                        .map(Setting::proposed))
                .isEqualTo(Optional.ofNullable(twice));
    }

    @Test
    void twiceThePagesIsNotMoreThanHalfOfTheMemory() {
        var small = Seen.pod().withHost("net.ipv4.tcp_mem", "287898 383867 575796");
        assertThat(Tuning.proposeTwice(small.window(), "tcp_mem", TEXT)
                        .flatMap(Advice::setting)
                        .map(Setting::proposed))
                .contains("575796 767734 1151592");
        var large = Seen.pod().withHost("net.ipv4.tcp_mem", "1048576 1572864 2097152");
        assertThat(Tuning.proposeTwice(large.window(), "tcp_mem", TEXT)).isEmpty();
    }

    @Test
    void probesComeTwiceBeforeTheLimit() {
        assertThat(Tuning.proposeKeepaliveWithin(Seen.pod().window(), Duration.ofSeconds(350), TEXT)
                        .flatMap(Advice::setting)
                        .map(Setting::proposed))
                .contains("175");
        assertThat(Tuning.proposeKeepaliveWithin(Seen.pod().window(), Duration.ofHours(5), TEXT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.ipv4.tcp_none", "", "SOMAXCONN"})
    void aNameThatIsNotInTheTableIsAMistakeOfTheRule(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> proposed(Seen.pod(), name, "1"));
    }

    @Test
    void nothingFixedIsProposed() {
        assertThat(Sysctls.ALL)
                .filteredOn(sysctl -> sysctl.scope().reach() == Reach.NAMESPACE_FIXED)
                .allMatch(sysctl -> sysctl.value().change().equals(Change.NEVER));
    }

    private static Optional<Advice> proposed(Seen seen, String name, String value) {
        return Tuning.propose(seen.window(), name, value, TEXT);
    }
}
