package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import java.util.ArrayList;
import java.util.List;

/** Who says when the first probe is sent. */
enum SlowCause {
    /** The namespace's tcp_keepalive_time, as the program has set SO_KEEPALIVE and no more. */
    KEEPALIVE_TIME("keepalive-time"),
    /**
     * tcp_keepalive_intvl is longer than tcp_keepalive_time: after a probe the timer is set to the former, answered or not
     * (tcp_keepalive_timer), so that only the first probe comes in time.
     */
    KEEPALIVE_INTVL("keepalive-intvl"),
    /** The program itself, by TCP_KEEPIDLE; or tcp_keepalive_time as it was when the timer was set. */
    KEEPIDLE("keepidle");

    static final String SYSCTL = "net.ipv4.tcp_keepalive_time";
    static final String INTERVAL = "net.ipv4.tcp_keepalive_intvl";

    private final String label;

    SlowCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The sysctl, unless it is shorter than what the timer still has to go. */
    static SlowCause of(Idle idle) {
        var sysctl = idle.seen().number(SYSCTL);
        long toGo = idle.longestToProbe().orElse(0);
        long between = idle.seen().number(INTERVAL).orElse(0);
        if (sysctl.isPresent() && sysctl.getAsLong() < toGo && toGo <= between) {
            return KEEPALIVE_INTVL;
        }
        return sysctl.isPresent() && sysctl.getAsLong() < toGo ? KEEPIDLE : KEEPALIVE_TIME;
    }

    String summary(Idle idle) {
        var who = "Keepalive of %s, %s, asks later than %s"
                .formatted(
                        idle.subject().process().isPresent() ? idle.subject().program() : "a program",
                        idle.connections(),
                        idle.limit().text());
        return switch (this) {
            case KEEPALIVE_TIME -> "%s: it waits for tcp_keepalive_time.".formatted(who);
            case KEEPALIVE_INTVL ->
                "%s: after each probe it waits for tcp_keepalive_intvl, which is longer than tcp_keepalive_time."
                        .formatted(who);
            case KEEPIDLE -> "%s: the program has set TCP_KEEPIDLE to more.".formatted(who);
        };
    }

    List<Advice> advice(Idle idle) {
        var advice = new ArrayList<Advice>();
        long enough = idle.limit().halfInSeconds();
        switch (this) {
            case KEEPALIVE_TIME ->
                Tuning.propose(
                                idle.seen(),
                                SYSCTL,
                                Long.toString(enough),
                                "Let the first probe come in time. Connections that are open already switch when their timer expires next.")
                        .ifPresent(advice::add);
            case KEEPALIVE_INTVL ->
                Tuning.propose(
                                idle.seen(),
                                INTERVAL,
                                Long.toString(enough),
                                "Let the next probes come in time, too: the timer waits this long after each of them.")
                        .ifPresent(advice::add);
            case KEEPIDLE ->
                advice.add(
                        Advice.nothing(
                                "If tcp_keepalive_time was lowered a while ago: connections that are open already switch when their timer expires next (evidence), or when the program is restarted."));
        }
        advice.add(Advice.application(
                this == KEEPALIVE_INTVL
                        ? "Set TCP_KEEPINTVL to %d s or less in the program (Java: ExtendedSocketOptions.TCP_KEEPINTERVAL; libpq: keepalives_interval)."
                                .formatted(enough)
                        : "Set TCP_KEEPIDLE to %d s or less in the program (Java: ExtendedSocketOptions.TCP_KEEPIDLE; libpq: keepalives_idle)."
                                .formatted(enough)));
        return advice;
    }

    List<Refusal> refused(Idle idle) {
        var refused = new ArrayList<Refusal>();
        if (this != KEEPALIVE_INTVL) {
            refused.add(Refusals.KEEPALIVE_INTVL_FOR_SILENCE);
        }
        if (this == KEEPIDLE) {
            refused.add(Refusals.KEEPALIVE_TIME_WITH_KEEPIDLE);
        }
        if (idle.limit().by() == IdleLimit.By.CONNTRACK) {
            refused.add(Refusals.CONNTRACK_ESTABLISHED_SMALL);
        }
        return refused;
    }
}
