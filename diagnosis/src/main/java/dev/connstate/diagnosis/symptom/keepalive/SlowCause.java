package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import java.util.ArrayList;
import java.util.List;

/**
 * Who says when the next probe is sent: the first after tcp_keepalive_time, and each later one after that or
 * tcp_keepalive_intvl, whichever is longer, although the one before was answered ({@code tcp_keepalive_timer}; measured
 * on 6.18: 2 s and 7 s give probes at 2, 9, 16 s).
 */
enum SlowCause {
    /** The namespace's tcp_keepalive_time, as the program has set SO_KEEPALIVE and no more. */
    KEEPALIVE_TIME("keepalive-time"),
    /** The namespace's tcp_keepalive_intvl, where tcp_keepalive_time is short enough. */
    KEEPALIVE_INTVL("keepalive-intvl"),
    /** The program itself, by TCP_KEEPIDLE or TCP_KEEPINTVL; or a sysctl as it was when the timer was set. */
    KEEPIDLE("keepidle");

    static final String TIME = "net.ipv4.tcp_keepalive_time";
    static final String INTERVAL = "net.ipv4.tcp_keepalive_intvl";

    private final String label;

    SlowCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The first sysctl that is as long as what the timer still has to go, or may be, where it is not known. */
    static SlowCause of(Idle idle) {
        long toGo = idle.longestToProbe().orElse(0);
        if (idle.seen().number(TIME).orElse(toGo) >= toGo) {
            return KEEPALIVE_TIME;
        }
        return idle.seen().number(INTERVAL).orElse(0) >= toGo ? KEEPALIVE_INTVL : KEEPIDLE;
    }

    String summary(Idle idle) {
        var subject = idle.subject();
        var who = "Keepalive of %s, %s, asks later than %s"
                .formatted(
                        subject.process().isPresent() ? subject.program() : "a program",
                        idle.connections(),
                        idle.limit().text());
        return switch (this) {
            case KEEPALIVE_TIME -> "%s: it waits for tcp_keepalive_time.".formatted(who);
            case KEEPALIVE_INTVL -> "%s: after the first probe it waits for tcp_keepalive_intvl.".formatted(who);
            case KEEPIDLE -> "%s: the program has set TCP_KEEPIDLE or TCP_KEEPINTVL to more.".formatted(who);
        };
    }

    List<Advice> advice(Idle idle) {
        var advice = new ArrayList<Advice>();
        long enough = idle.limit().halfInSeconds();
        switch (this) {
            case KEEPALIVE_TIME -> {
                tune(idle, TIME, FIRST_IN_TIME, advice);
                if (isIntervalTooLong(idle)) {
                    tune(idle, INTERVAL, LATER_IN_TIME, advice);
                }
            }
            case KEEPALIVE_INTVL -> tune(idle, INTERVAL, LATER_IN_TIME, advice);
            case KEEPIDLE ->
                advice.add(
                        Advice.nothing(
                                "If the sysctls were lowered a while ago: connections that are open already switch when their timer expires next (evidence), or when the program is restarted."));
        }
        advice.add(Advice.application(
                "Set TCP_KEEPIDLE and TCP_KEEPINTVL to %d s or less in the program (Java: ExtendedSocketOptions; libpq: keepalives_idle, keepalives_interval)."
                        .formatted(enough)));
        return advice;
    }

    private static void tune(Idle idle, String sysctl, String text, List<Advice> advice) {
        Tuning.propose(idle.seen(), sysctl, Long.toString(idle.limit().halfInSeconds()), text)
                .ifPresent(advice::add);
    }

    private static boolean isIntervalTooLong(Idle idle) {
        return idle.seen().number(INTERVAL).orElse(0) > idle.limit().time().toSeconds();
    }

    List<Refusal> refused(Idle idle) {
        var refused = new ArrayList<Refusal>();
        if (this != KEEPALIVE_INTVL && !isIntervalTooLong(idle)) {
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

    private static final String FIRST_IN_TIME =
            "Let the first probe come in time. Connections that are open already switch when their timer expires next.";
    private static final String LATER_IN_TIME =
            "Let the later probes come in time, too: after each, answered or not, the next comes no sooner than this.";
}
