package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;

/** The CLOSE_WAIT rows of one walk. */
final class CloseWaitRows {
    private static final int UNREAD = 0;
    private static final int POINT = 1;
    private static final int AGE = 2;

    private final KeptRows rows = new KeptRows(3);
    private long accepted;

    /** {@code point} is the index of the listening point it came in by, or {@link ListenerIndex#NONE}. */
    void add(SocketRow row, int point) {
        if (row.inode() != 0) {
            accepted++;
        }
        if (rows.add(row)) {
            rows.put(UNREAD, Math.max(0, row.receiveQueue() - 1)); // the peer's FIN counts as one byte
            rows.put(POINT, point);
            rows.put(AGE, row.lastReceivedMillis());
        }
    }

    KeptRows rows() {
        return rows;
    }

    /** How many a program has taken, those beyond the bound included. */
    long accepted() {
        return accepted;
    }

    long unreadBytes(int row) {
        return rows.get(row, UNREAD);
    }

    boolean isOfListener(int row) {
        return point(row) != ListenerIndex.NONE;
    }

    int point(int row) {
        return (int) rows.get(row, POINT);
    }

    /** Since data last came, or {@link SocketRow#UNKNOWN}. */
    long ageMillis(int row) {
        return rows.get(row, AGE);
    }
}
