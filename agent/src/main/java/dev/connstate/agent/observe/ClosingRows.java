package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;

/** The rows of one walk in the states of {@link dev.connstate.report.ClosingSockets}. */
final class ClosingRows {
    private static final int STATE = 0;
    private static final int TIMER = 1;
    private static final int RETRANSMITS = 2;
    private static final int UNSENT = 3;

    private final KeptRows rows = new KeptRows(4);

    void add(SocketRow row) {
        if (rows.add(row)) {
            rows.put(STATE, row.state());
            rows.put(TIMER, row.timer());
            rows.put(RETRANSMITS, row.retransmits());
            rows.put(UNSENT, row.sendQueue());
        }
    }

    KeptRows rows() {
        return rows;
    }

    TcpState state(int row) {
        return TcpState.ALL.get((int) rows.get(row, STATE) - 1);
    }

    /** A timer that a newer kernel has is none that is known here. */
    Timer timer(int row) {
        int number = (int) rows.get(row, TIMER);
        return number < Timer.ALL.size() ? Timer.ALL.get(number) : Timer.NONE;
    }

    boolean isRetransmitted(int row) {
        return rows.get(row, RETRANSMITS) > 0;
    }

    long unsentBytes(int row) {
        return rows.get(row, UNSENT);
    }
}
