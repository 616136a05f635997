package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Timer;
import java.time.Duration;
import java.time.Instant;

/** Of the ESTABLISHED rows of one walk with ages, those that are idle. */
final class IdleRows {
    private static final int KEEPALIVE = Timer.KEEPALIVE.number();

    private static final int HAS_KEEPALIVE = 0;
    private static final int NEXT_PROBE = 1;
    private static final int IDLE = 2;

    private final KeptRows rows = new KeptRows(3);
    private final long threshold;
    private final Instant takenAt;

    IdleRows(Duration idleAfter, Instant takenAt) {
        this.takenAt = takenAt;
        threshold = idleAfter.toMillis();
    }

    /** Passed over unless it is accepted, nothing is on its way, and no data went for long enough. */
    void offer(SocketRow row) {
        int timer = row.timer();
        // Of an age that is unknown, which is negative, nothing can be said.
        long idle = Math.min(row.lastReceivedMillis(), row.lastSentMillis());
        boolean isQuiet = (timer == Timer.NONE.number() || timer == KEEPALIVE) && row.sendQueue() == 0;
        if (idle > threshold && isQuiet && row.inode() != 0 && rows.add(row)) {
            rows.put(HAS_KEEPALIVE, timer == KEEPALIVE ? 1 : 0);
            rows.put(NEXT_PROBE, row.expiresMillis());
            rows.put(IDLE, idle);
        }
    }

    Instant takenAt() {
        return takenAt;
    }

    KeptRows rows() {
        return rows;
    }

    boolean hasKeepalive(int row) {
        return rows.get(row, HAS_KEEPALIVE) != 0;
    }

    /** 0 without keepalive. */
    long nextProbeMillis(int row) {
        return rows.get(row, NEXT_PROBE);
    }

    long idleMillis(int row) {
        return rows.get(row, IDLE);
    }
}
