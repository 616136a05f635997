package dev.connstate.report;

import java.util.List;

/** Which timer of a TCP socket runs, in the kernel's numbering ({@code inet_sk_diag_fill}, {@code get_tcp4_sock}). */
public enum Timer {
    NONE,
    /** Also that of a tail loss probe, of reordering, and of a SYN_RECV's SYN-ACK. */
    RETRANSMIT,
    /** SO_KEEPALIVE's; also the one that ends an orphan in FIN_WAIT2 which is a full socket still. */
    KEEPALIVE,
    /** TIME_WAIT's; also that of an orphan in FIN_WAIT2, which is kept the same way. */
    TIME_WAIT,
    ZERO_WINDOW_PROBE;

    /** All timers in the kernel's order; the one numbered {@code n} is at index {@code n}. */
    public static final List<Timer> ALL = List.of(values());

    /** The kernel's number, 0 to 4. */
    public int number() {
        return ordinal();
    }
}
