package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import java.util.Arrays;

/** Some rows of one walk, kept until their owners are known: inode, peer and a few numbers each; bounded. */
final class KeptRows {
    static final int MOST = 1 << 16;

    private static final int FIRST = 16;
    private static final int INODE = 0;
    private static final int PEER_HIGH = 1;
    private static final int PEER_LOW = 2;
    private static final int PEER_PORT = 3;
    private static final int NUMBERS = 4;

    private final int width;
    private long[] values;
    private int size;
    private long omitted;

    /** Each row will have so many {@code numbers} beside its inode and peer. */
    KeptRows(int numbers) {
        width = NUMBERS + numbers;
        values = new long[0]; // most namespaces have none
    }

    /** False when there is no room for it: then it is only counted. Else its numbers are to be {@link #put}. */
    boolean add(SocketRow row) {
        if (size == MOST) {
            omitted++;
            return false;
        }
        int at = size++ * width;
        if (at == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST * width, at * 2));
        }
        values[at + INODE] = row.inode();
        values[at + PEER_HIGH] = row.remoteHigh();
        values[at + PEER_LOW] = row.remoteLow();
        values[at + PEER_PORT] = row.remotePort();
        return true;
    }

    /** A number of the row that was added last. */
    void put(int number, long value) {
        values[(size - 1) * width + NUMBERS + number] = value;
    }

    long get(int row, int number) {
        return values[row * width + NUMBERS + number];
    }

    int size() {
        return size;
    }

    /** So many more are known of only by number. */
    void omit(long more) {
        omitted += more;
    }

    /** How many came after the bound. */
    long omitted() {
        return omitted;
    }

    /** 0 for a connection that no process holds. */
    long inode(int row) {
        return values[row * width + INODE];
    }

    Address peer(int row) {
        return new Address(values[row * width + PEER_HIGH], values[row * width + PEER_LOW]);
    }

    int peerPort(int row) {
        return (int) values[row * width + PEER_PORT];
    }
}
