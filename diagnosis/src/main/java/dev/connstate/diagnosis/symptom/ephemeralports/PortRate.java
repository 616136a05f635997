package dev.connstate.diagnosis.symptom.ephemeralports;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.OptionalDouble;

/**
 * How many connections a second so many ports can serve, and how long the rest of them lasts.
 *
 * @param rest in milliseconds, for which a port is not given again after its connection
 * @param grows ports a second; empty when it is not known
 */
record PortRate(long held, int usable, long rest, OptionalDouble grows) {
    /** {@code TCP_TIMEWAIT_LEN}: a constant of the kernel. */
    private static final long TIME_WAIT_MILLIS = 60_000;

    /** What tcp_tw_reuse waits before it takes a port, where there is no setting for it. */
    private static final long REUSE_MILLIS = 1000;

    static PortRate of(NamespaceWindow seen, PortPressure pressure, OptionalDouble grows) {
        long rest = pressure.reusesTimeWait()
                ? Math.max(1, seen.number("net.ipv4.tcp_tw_reuse_delay").orElse(REUSE_MILLIS))
                : TIME_WAIT_MILLIS;
        return new PortRate(pressure.held(), pressure.usable().orElse(0), rest, grows);
    }

    /** {@code 470 connections a second} */
    String sustainable() {
        return text(usable * 1000.0 / rest) + " new connections a second";
    }

    /** A clause for a summary; empty when there is nothing to say. */
    String outlook() {
        if (held >= usable) {
            return "; connect(2) fails with EADDRNOTAVAIL";
        }
        return isGrowing() ? "; at this pace the last one is taken in " + left() : "";
    }

    Evidence rate() {
        return new Evidence(
                "sustainable connection rate",
                "%s a second (%d ports, each at rest for %s s after its connection)"
                        .formatted(text(usable * 1000.0 / rest), usable, text(rest / 1000.0)));
    }

    Evidence timeLeft() {
        return new Evidence("time left", timeLeftText());
    }

    private String timeLeftText() {
        if (held >= usable) {
            return "none";
        } else if (grows.isEmpty()) {
            return "unknown: seen for the first time";
        }
        return isGrowing()
                ? "about %s: %s more ports each second".formatted(left(), text(grows.getAsDouble()))
                : "not running out: no more ports than before";
    }

    private boolean isGrowing() {
        return grows.orElse(0) > 0;
    }

    private String left() {
        long seconds = Math.round((usable - held) / grows.orElseThrow());
        return seconds < 120 ? Math.max(1, seconds) + " s" : Math.round(seconds / 60.0) + " min";
    }

    /** {@code 470}, {@code 8.3}, {@code 1} */
    private static String text(double number) {
        long tenths = (long) (number * 10);
        return tenths >= 100 || tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
