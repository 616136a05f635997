package dev.connstate.diagnosis.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    static final List<Belief> ALL = Beliefs.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void sayWhyInASentence(Belief belief) {
        assertThat(belief.text()).matches("\\S.*\\.");
        assertThat(belief.refusal().why()).matches("([A-Z]|[a-z]+\\(2\\)).*[^.]\\.");
        assertThat(belief.topics()).isNotEmpty().doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void nameSettingsOfTheTable(Belief belief) {
        var setting = belief.refusal().setting();
        if (setting.startsWith("net.")) {
            var sysctl = Sysctls.named(setting.split("[ =,]")[0]).orElseThrow();
            assertThat(belief.topics()).contains(sysctl.shortName());
        }
    }

    @Test
    void areListedOnce() {
        assertThat(Beliefs.ALL).extracting(Belief::text).doesNotHaveDuplicates();
        assertThat(Beliefs.ALL).extracting(Belief::refusal).doesNotHaveDuplicates();
    }

    /** All that the facts name as false friends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp_tw_recycle",
                "tcp_tw_reuse",
                "tcp_max_tw_buckets",
                "tcp_fin_timeout",
                "tcp_max_syn_backlog",
                "somaxconn",
                "tcp_syncookies",
                "tcp_abort_on_overflow",
                "tcp_timestamps",
                "tcp_keepalive_time",
                "netdev_max_backlog",
                "tcp_mem",
                "rmem_max",
                "nf_conntrack_max",
                "SO_LINGER",
                "ip_local_port_range",
                "tcp_retries2",
                "nf_conntrack_tcp_timeout_established",
                "tcp_syn_retries",
            })
    void coverEachFalseFriend(String topic) {
        assertThat(Beliefs.ALL)
                .filteredOn(belief -> belief.topics().contains(topic))
                .extracting(Belief::refusal)
                .extracting(Refusal::setting)
                .anyMatch(setting -> setting.contains(topic));
    }
}
