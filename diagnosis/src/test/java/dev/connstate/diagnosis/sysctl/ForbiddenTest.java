package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Wanted.ofNode;
import static dev.connstate.diagnosis.sysctl.Wanted.ofPod;
import static dev.connstate.diagnosis.sysctl.Wanted.violation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Advice;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the list breaks once here, by advice that {@link Tuning} would not give. */
class ForbiddenTest {
    private static final String ANY = "some-symptom";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.ipv4.tcp_tw_recycle | 0 | 1 | breaks clients behind NAT unless it is 0",
                "net.ipv4.tcp_max_tw_buckets | 131072 | 65536 | may only grow",
                "net.ipv4.tcp_syncookies | 1 | 0 | may only be 1",
                "net.ipv4.tcp_syncookies | 1 | 2 | may only be 1",
                "net.ipv4.tcp_abort_on_overflow | 0 | 1 | may only be off",
                "net.ipv4.tcp_timestamps | 1 | 0 | may not be off",
                "net.ipv4.tcp_retries2 | 15 | 7 | may not be under 8 (RFC 1122)",
                "net.netfilter.nf_conntrack_tcp_timeout_established | 432000 | 600 | may not be under two hours and four minutes (RFC 5382)",
                "net.ipv4.tcp_synack_retries | 5 | 1 | is too low for lossy networks",
                "net.ipv4.tcp_orphan_retries | 0 | 1 | is too low for lossy networks",
                "net.ipv4.tcp_syn_retries | 6 | 3 | is no connect timeout",
                "net.ipv4.tcp_slow_start_after_idle | 1 | 0 | is nothing that evidence speaks for",
                "net.ipv4.tcp_max_syn_backlog | 2048 | 4096 | is not looked at unless tcp_syncookies is 0",
                "net.ipv4.tcp_fin_timeout | 60 | sixty | is no value that the kernel takes, now or then",
                "net.ipv4.tcp_migrate_req | 0 | 2 | is no value that the kernel takes, now or then",
                "net.ipv4.tcp_fin_timeout | 60 | 60 | is so already",
                "net.ipv4.ip_local_port_range | 32768 60999 | 1000 60999 | would begin under ip_unprivileged_port_start",
            })
    void isWrongEverywhere(String name, String now, String proposed, String why) {
        var pod = Seen.pod().with(name, now);
        assertThat(violation(pod, ANY, "", ofPod(name, now, proposed)))
                .contains("%s=%s %s.".formatted(name, proposed, why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "close-wait-leak | never-closed | tcp_keepalive_time | 7200 | 60 | closes no CLOSE_WAIT: no sysctl does",
                "close-wait-leak | unread-data | tcp_fin_timeout | 60 | 30 | closes no CLOSE_WAIT: no sysctl does",
                "time-wait-pile-up | server-closes-first | tcp_tw_reuse | 2 | 1 | is not needed: TIME_WAIT of a server harms nobody",
                "time-wait-pile-up | no-connection-reuse | tcp_fin_timeout | 60 | 30 | does not shorten TIME_WAIT",
                "ephemeral-port-exhaustion | time-wait | tcp_fin_timeout | 60 | 30 | does not shorten TIME_WAIT",
                "fin-wait2-pile-up | half-closed | tcp_fin_timeout | 60 | 30 | ends no FIN_WAIT2 that a program holds",
                "idle-without-keepalive | | tcp_keepalive_time | 7200 | 60 | has no effect without SO_KEEPALIVE",
            })
    void isWrongForTheSymptom(String symptom, String cause, String name, String now, String proposed, String why) {
        var full = "net.ipv4." + name;
        var pod = Seen.pod().with(full, now);
        assertThat(violation(pod, symptom, Optional.ofNullable(cause).orElse(""), ofPod(full, now, proposed)))
                .contains("%s=%s %s.".formatted(full, proposed, why));
        assertThat(violation(pod, ANY, "", ofPod(full, now, proposed))).isEmpty();
    }

    @Test
    void netdevMaxBacklogIsNotForListeners() {
        var pod = Seen.pod().withHost("net.core.netdev_max_backlog", "1000");
        var advice = ofNode("net.core.netdev_max_backlog", "1000", "2000");
        assertThat(violation(pod, "accept-queue-overflow", "", advice)).isPresent();
        assertThat(violation(pod, "syn-queue-pressure", "", advice)).isPresent();
        assertThat(violation(pod, ANY, "", advice)).isEmpty();
    }

    @Test
    void somaxconnIsForListenersThatHaveAllOfIt() {
        var advice = ofPod("net.core.somaxconn", "4096", "8192");
        assertThat(violation(Seen.pod().listening(8080, 50), ANY, "", advice)).isPresent();
        assertThat(violation(Seen.pod().listening(8080, -1), ANY, "", advice)).isPresent();
        assertThat(violation(Seen.pod().listening(8080, 50).listening(9090, 4096), ANY, "", advice))
                .isPresent();
        assertThat(violation(Seen.pod().listening(8080, 4096), ANY, "", advice)).isEmpty();
        assertThat(violation(Seen.pod().listening(8080, 50, 4096), ANY, "", advice))
                .isEmpty();
    }

    @Test
    void portsOfTimeWaitAreReusedByClientsWithTimestamps() {
        var advice = ofPod("net.ipv4.tcp_tw_reuse", "2", "1");
        assertThat(violation(Seen.pod(), ANY, "", advice)).isEmpty();
        assertThat(violation(Seen.pod().listening(8080, 4096), ANY, "", advice)).isPresent();
        assertThat(violation(Seen.pod().with("net.ipv4.tcp_timestamps", "0"), ANY, "", advice))
                .isPresent();
        assertThat(violation(Seen.pod().without("net.ipv4.tcp_timestamps"), ANY, "", advice))
                .isPresent();
    }

    @Test
    void nodePortsStayFreeOnTheHost() {
        var advice = ofNode("net.ipv4.ip_local_port_range", "32768 60999", "1024 65535");
        assertThat(violation(Seen.host(), ANY, "", advice)).isPresent();
        assertThat(violation(Seen.host().with("net.ipv4.ip_local_reserved_ports", "30000-32767"), ANY, "", advice))
                .isEmpty();
    }

    @Test
    void nobodyIsToldToReset() {
        assertThat(violation(Seen.pod(), ANY, "", Advice.application("Set SO_LINGER to 0.")))
                .isPresent();
        assertThat(violation(Seen.pod(), ANY, "", Advice.application("Use a pool.")))
                .isEmpty();
    }
}
