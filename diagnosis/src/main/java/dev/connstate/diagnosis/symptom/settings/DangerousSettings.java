package dev.connstate.diagnosis.symptom.settings;

import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.sysctl.Refusals;
import java.util.List;
import java.util.Optional;

/**
 * The settings that no evidence justifies, and that people set on the word of somebody else. Not here are those that are
 * only unusual, or right in some place: their symptoms say so when they hurt.
 */
public final class DangerousSettings {
    private static final Symptom SYNCOOKIES_OFF = new DangerousSetting(
            "syncookies-off",
            "net.ipv4.tcp_syncookies",
            value -> value == 0,
            "1",
            Reach.STRANGERS,
            Severity.WARNING,
            Optional.empty(),
            "a listener whose SYN queue is full drops the SYNs of everybody, and a flood of a few hundred fills it",
            "Switch SYN cookies on again: existing listeners use them from the next SYN on, and only when their queue is full.",
            List.of(Refusals.TCP_SYNCOOKIES_ALWAYS, Refusals.TCP_MAX_SYN_BACKLOG_FOR_COOKIES),
            SettingsLabs.SYNCOOKIES_OFF);

    private static final Symptom TIMESTAMPS_OFF = new DangerousSetting(
            "tcp-timestamps-off",
            "net.ipv4.tcp_timestamps",
            value -> value == 0,
            "1",
            Reach.CONNECTIONS,
            Severity.INFO,
            Optional.empty(),
            "new connections have no protection against old segments (PAWS), measure round trips worse, and cannot use tcp_tw_reuse",
            "Switch timestamps on again; new connections then have them.",
            List.of(),
            SettingsLabs.TIMESTAMPS_OFF);

    /** Before about Linux 4.12 only: later ones do not have it ({@code tcp_v4_conn_request}, {@code tcp_peer_is_proven}). */
    private static final Symptom TW_RECYCLE_ON = new DangerousSetting(
            "tcp-tw-recycle-on",
            "net.ipv4.tcp_tw_recycle",
            value -> value != 0,
            "0",
            Reach.STRANGERS,
            Severity.WARNING,
            Optional.empty(),
            "of clients that share an address (NAT, a load balancer) some cannot connect, because their SYNs are dropped without an answer",
            "Switch it off. TIME_WAIT of a server needs no cure.",
            List.of(Refusals.TCP_TW_REUSE_ON_SERVER, Refusals.TCP_MAX_TW_BUCKETS_LOWER),
            List.of());

    private static final Symptom ABORT_ON_OVERFLOW_ON = new DangerousSetting(
            "abort-on-overflow-on",
            "net.ipv4.tcp_abort_on_overflow",
            value -> value != 0,
            "0",
            Reach.STRANGERS,
            Severity.INFO,
            Optional.of("TcpExt.ListenOverflows"),
            "a burst that overflows an accept queue resets clients that would have got in a moment later",
            "Switch it off: the kernel then waits for the client's next packet instead.",
            List.of(Refusals.NETDEV_MAX_BACKLOG),
            SettingsLabs.ABORT_ON_OVERFLOW_ON);

    public static final List<Symptom> ALL =
            List.of(TW_RECYCLE_ON, SYNCOOKIES_OFF, ABORT_ON_OVERFLOW_ON, TIMESTAMPS_OFF);

    private DangerousSettings() {}
}
