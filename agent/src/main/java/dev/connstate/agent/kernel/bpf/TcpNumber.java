package dev.connstate.agent.kernel.bpf;

import dev.connstate.report.TcpState;

/** The kernel's numbers of states, for instructions. */
final class TcpNumber {
    static final int ESTABLISHED = TcpState.ESTABLISHED.number();
    static final int SYN_RECV = TcpState.SYN_RECV.number();
    static final int FIN_WAIT2 = TcpState.FIN_WAIT2.number();
    static final int TIME_WAIT = TcpState.TIME_WAIT.number();
    static final int LISTEN = TcpState.LISTEN.number();
    /** Of a request_sock; everybody else calls it SYN_RECV ({@code include/net/tcp_states.h}). */
    static final int NEW_SYN_RECV = 12;

    /** Bits of the states of which each socket gets a row: few, and each matters. */
    static final int WITH_ROWS = bits(
            TcpState.SYN_SENT,
            TcpState.SYN_RECV,
            TcpState.FIN_WAIT1,
            TcpState.FIN_WAIT2,
            TcpState.CLOSE_WAIT,
            TcpState.LAST_ACK,
            TcpState.CLOSING,
            TcpState.LISTEN);

    private TcpNumber() {}

    private static int bits(TcpState... states) {
        int bits = 0;
        for (var state : states) {
            bits |= 1 << state.number();
        }
        return bits;
    }
}
