package dev.connstate.diagnosis.symptom.ephemeralports;

import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Destination;
import dev.connstate.report.TcpState;
import java.util.OptionalInt;

/**
 * How far the ephemeral ports from one source address towards one destination are used up.
 *
 * @param held those that connect(2) cannot give again: not the ones in TIME_WAIT where tcp_tw_reuse lets it take them
 * @param usable empty where the settings are not known
 */
public record PortPressure(long held, OptionalInt usable, boolean reusesTimeWait) {
    /** From here on the peak of a day may not fit; in percent. */
    public static final int WARNING = 70;

    /** So little is left that connect(2) searches long, and a burst finds none; in percent. */
    static final int CRITICAL = 90;

    private static final String TW_REUSE = "net.ipv4.tcp_tw_reuse";
    private static final String TIMESTAMPS = "net.ipv4.tcp_timestamps";

    public static PortPressure of(NamespaceWindow seen, Destination destination) {
        boolean reuses = reusesTimeWait(seen, destination);
        long timeWait = destination.connections().of(TcpState.TIME_WAIT);
        long held = reuses ? Math.max(0, destination.portsUsed() - timeWait) : destination.portsUsed();
        return new PortPressure(held, destination.portsUsable(), reuses);
    }

    /** Whether it is at least so high, in percent, also if a setting that is unknown lets ports in TIME_WAIT be taken. */
    public static boolean isSurely(int percent, NamespaceWindow seen, Destination destination) {
        long timeWait = destination.connections().of(TcpState.TIME_WAIT);
        return isReuseKnown(seen, destination)
                || new PortPressure(destination.portsUsed() - timeWait, destination.portsUsable(), true)
                        .isAtLeast(percent);
    }

    public boolean isAtLeast(int percent) {
        return usable.isPresent() && usable.getAsInt() > 0 && held * 100 >= (long) usable.getAsInt() * percent;
    }

    public long percent() {
        return usable.isPresent() && usable.getAsInt() > 0 ? held * 100 / usable.getAsInt() : 0;
    }

    /** {@code tcp_twsk_unique}: 1 for all, 2 on loopback only; both take timestamps. */
    private static boolean reusesTimeWait(NamespaceWindow seen, Destination destination) {
        return mayReuse(seen.number(TW_REUSE).orElse(0), destination)
                && seen.number(TIMESTAMPS).orElse(0) != 0;
    }

    /** One that says no is enough. */
    private static boolean isReuseKnown(NamespaceWindow seen, Destination destination) {
        var reuse = seen.number(TW_REUSE);
        var timestamps = seen.number(TIMESTAMPS);
        return reuse.isPresent() && timestamps.isPresent()
                || reuse.isPresent() && !mayReuse(reuse.getAsLong(), destination)
                || timestamps.isPresent() && timestamps.getAsLong() == 0;
    }

    private static boolean mayReuse(long reuse, Destination destination) {
        return reuse == 1 || reuse == 2 && destination.address().isLoopback();
    }
}
