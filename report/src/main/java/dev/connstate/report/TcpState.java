package dev.connstate.report;

import java.util.List;
import java.util.Locale;

/** The kernel's eleven TCP states, in its own numbering ({@code include/net/tcp_states.h}). */
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING;

    /** All states in the kernel's order; the state numbered {@code n} is at index {@code n - 1}. */
    public static final List<TcpState> ALL = List.of(values());

    /** The kernel's number, 1 to 11. */
    public int number() {
        return ordinal() + 1;
    }

    /** The spelling of metric labels, which is node_exporter's: {@code fin_wait1}, {@code time_wait}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
