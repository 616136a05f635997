package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketGroup;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.TcpState;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Connections counted by (source address, destination address and port) in an open-addressed table that grows up to a
 * bound; what comes after it is full is counted together. In one namespace no two connections have the same two ends,
 * so the connections towards a destination are as many as the local ports they use.
 */
final class DestinationTable {
    /** 16,384 destinations of 96 bytes at half load: 3 MB at the most. */
    static final int MOST = 1 << 14;

    private static final int STATES = TcpState.ALL.size();
    private static final int COUNTS = STATES + 2;
    private static final int PORTS_USED = STATES;
    private static final int SYN_RETRANSMITTED = STATES + 1;
    private static final int KEYS = 5;
    private static final int FIRST_SLOTS = 256;

    private long[] keys = new long[FIRST_SLOTS * KEYS];
    private int[] counts = new int[FIRST_SLOTS * COUNTS];
    private int[] used = new int[FIRST_SLOTS / 2];
    private int size;
    private final long[] rest = new long[STATES];

    void clear() {
        for (int i = 0; i < size; i++) {
            int slot = used[i];
            keys[slot * KEYS + 4] = 0;
            Arrays.fill(counts, slot * COUNTS, (slot + 1) * COUNTS, 0);
        }
        size = 0;
        Arrays.fill(rest, 0);
    }

    /**
     * One connection; {@code usesPort} when its local port is one that connect(2) may choose, {@code synRetransmitted}
     * when it is in SYN_SENT still and its SYN was sent again.
     */
    void add(
            long sourceHigh,
            long sourceLow,
            long high,
            long low,
            int port,
            int state,
            boolean usesPort,
            boolean synRetransmitted) {
        int slot = slot(sourceHigh, sourceLow, high, low, port);
        if (slot < 0) {
            rest[state - 1]++;
            return;
        }
        counts[slot * COUNTS + state - 1]++;
        if (usesPort) {
            counts[slot * COUNTS + PORTS_USED]++;
        }
        if (synRetransmitted) {
            counts[slot * COUNTS + SYN_RETRANSMITTED]++;
        }
    }

    /** Connections of one destination that are only counted; those marked use a port that connect(2) may choose. */
    void add(SocketGroup group) {
        int slot = slot(group.localHigh(), group.localLow(), group.remoteHigh(), group.remoteLow(), group.port());
        for (int state = 1; state <= STATES; state++) {
            if (slot < 0) {
                rest[state - 1] += group.count(state);
            } else {
                counts[slot * COUNTS + state - 1] += group.count(state);
            }
        }
        if (slot >= 0) {
            counts[slot * COUNTS + PORTS_USED] += group.marked();
        }
    }

    /** Connections of a destination that nobody knows. */
    void addToRest(int state, long connections) {
        rest[state - 1] += connections;
    }

    /** The destinations with the most ports in use, then the most connections; and what they leave out. */
    Top top(int most, OptionalInt portsUsable) {
        var order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(weight(used[b]), weight(used[a])))
                .mapToInt(i -> used[i])
                .toArray();
        var left = rest.clone();
        for (int i = most; i < order.length; i++) {
            for (int state = 0; state < STATES; state++) {
                left[state] += counts[order[i] * COUNTS + state];
            }
        }
        return new Top(
                Arrays.stream(order)
                        .limit(most)
                        .mapToObj(slot -> destination(slot, portsUsable))
                        .toList(),
                Math.max(0, order.length - most),
                ConnectionCounts.of(left));
    }

    private Destination destination(int slot, OptionalInt portsUsable) {
        int key = slot * KEYS;
        return new Destination(
                new Address(keys[key], keys[key + 1]),
                new Address(keys[key + 2], keys[key + 3]),
                (int) keys[key + 4] - 1,
                countsOf(slot),
                counts[slot * COUNTS + SYN_RETRANSMITTED],
                counts[slot * COUNTS + PORTS_USED],
                portsUsable);
    }

    private ConnectionCounts countsOf(int slot) {
        return ConnectionCounts.of(IntStream.range(0, STATES)
                .mapToLong(state -> counts[slot * COUNTS + state])
                .toArray());
    }

    private long weight(int slot) {
        long connections = 0;
        for (int state = 0; state < STATES; state++) {
            connections += counts[slot * COUNTS + state];
        }
        return (long) counts[slot * COUNTS + PORTS_USED] << 32 | connections;
    }

    /** Where the key is, or is put; -1 when it is new and the table is full. */
    private int slot(long sourceHigh, long sourceLow, long high, long low, int port) {
        long mark = port + 1L; // 0 marks a free slot
        int mask = counts.length / COUNTS - 1;
        int slot = hash(sourceHigh, sourceLow, high, low, port) & mask;
        while (true) {
            int key = slot * KEYS;
            long there = keys[key + 4];
            if (there == mark
                    && keys[key + 3] == low
                    && keys[key + 1] == sourceLow
                    && keys[key + 2] == high
                    && keys[key] == sourceHigh) {
                return slot;
            }
            if (there == 0) {
                break;
            }
            slot = slot + 1 & mask;
        }
        if (size == used.length) {
            if (size == MOST) {
                return -1;
            }
            grow();
            return slot(sourceHigh, sourceLow, high, low, port);
        }
        int key = slot * KEYS;
        keys[key] = sourceHigh;
        keys[key + 1] = sourceLow;
        keys[key + 2] = high;
        keys[key + 3] = low;
        keys[key + 4] = mark;
        used[size++] = slot;
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldCounts = counts;
        var oldUsed = Arrays.copyOf(used, size);
        keys = new long[oldKeys.length * 2];
        counts = new int[oldCounts.length * 2];
        used = new int[used.length * 2];
        size = 0;
        for (int old : oldUsed) {
            int key = old * KEYS;
            int slot = slot(
                    oldKeys[key], oldKeys[key + 1], oldKeys[key + 2], oldKeys[key + 3], (int) oldKeys[key + 4] - 1);
            System.arraycopy(oldCounts, old * COUNTS, counts, slot * COUNTS, COUNTS);
        }
    }

    private static int hash(long sourceHigh, long sourceLow, long high, long low, int port) {
        long mixed = (sourceLow + Long.rotateLeft(sourceHigh, 17)) * 0x9E3779B97F4A7C15L
                ^ (low + Long.rotateLeft(high, 29) + ((long) port << 32)) * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 29;
        return (int) (mixed * 0x165667B19E3779F9L >>> 32);
    }

    /**
     * @param omitted how many destinations are known and not listed
     * @param rest the connections of those and of the ones that found the table full
     */
    record Top(List<Destination> destinations, long omitted, ConnectionCounts rest) {}
}
