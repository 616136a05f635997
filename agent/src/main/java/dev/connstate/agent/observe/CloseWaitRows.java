package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import java.util.Arrays;

/** The CLOSE_WAIT rows of one walk, kept until their owners are known; a bounded number of them. */
final class CloseWaitRows {
    static final int MOST = 1 << 16;

    private static final int NO_POINT = ListenerIndex.NONE;

    private long[] inodes = new long[16];
    private long[] unread = new long[16];
    private long[] peerHigh = new long[16];
    private long[] peerLow = new long[16];
    private int[] peerPort = new int[16];
    private int[] points = new int[16];
    private int size;
    private long omitted;

    /** {@code point} is the index of the listening point it came in by, or {@link ListenerIndex#NONE}. */
    void add(SocketRow row, int point) {
        if (size == MOST) {
            omitted++;
            return;
        }
        if (size == inodes.length) {
            grow();
        }
        inodes[size] = row.inode();
        unread[size] = Math.max(0, row.receiveQueue() - 1); // the peer's FIN counts as one byte
        peerHigh[size] = row.remoteHigh();
        peerLow[size] = row.remoteLow();
        peerPort[size] = row.remotePort();
        points[size] = point;
        size++;
    }

    int size() {
        return size;
    }

    /** How many came after the bound. */
    long omitted() {
        return omitted;
    }

    /** 0 for a connection that was not accepted. */
    long inode(int index) {
        return inodes[index];
    }

    long unreadBytes(int index) {
        return unread[index];
    }

    Address peer(int index) {
        return new Address(peerHigh[index], peerLow[index]);
    }

    int peerPort(int index) {
        return peerPort[index];
    }

    boolean isOfListener(int index) {
        return points[index] != NO_POINT;
    }

    int point(int index) {
        return points[index];
    }

    private void grow() {
        int more = size * 2;
        inodes = Arrays.copyOf(inodes, more);
        unread = Arrays.copyOf(unread, more);
        peerHigh = Arrays.copyOf(peerHigh, more);
        peerLow = Arrays.copyOf(peerLow, more);
        peerPort = Arrays.copyOf(peerPort, more);
        points = Arrays.copyOf(points, more);
    }
}
