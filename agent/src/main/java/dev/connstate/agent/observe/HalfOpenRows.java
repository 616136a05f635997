package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Address;
import dev.connstate.report.HalfOpen;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** From which networks the SYN_RECV rows of one walk came, by listening point; a bounded number of rows. */
final class HalfOpenRows {
    static final int MOST = 1 << 16;

    private static final long V4_NETWORK = ~0xffL;

    private int[] points = new int[16];
    private long[] high = new long[16];
    private long[] low = new long[16];
    private int size;

    void clear() {
        size = 0;
    }

    void add(SocketRow row, int point) {
        if (size == MOST) {
            return;
        }
        if (size == points.length) {
            points = Arrays.copyOf(points, size * 2);
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
        }
        var isV4 = row.remoteHigh() == 0 && row.remoteLow() >>> 32 == 0xffff;
        points[size] = point;
        high[size] = row.remoteHigh();
        low[size] = isV4 ? row.remoteLow() & V4_NETWORK : 0;
        size++;
    }

    /** What is known of each of so many points, of which {@code retransmitted} rows had their SYN-ACK sent again. */
    HalfOpen[] byPoint(long[] retransmitted) {
        var networks = new HashMap<Integer, Map<Address, Integer>>();
        for (int i = 0; i < size; i++) {
            networks.computeIfAbsent(points[i], any -> new HashMap<>())
                    .merge(new Address(high[i], low[i]), 1, Integer::sum);
        }
        var all = new HalfOpen[retransmitted.length];
        for (int point = 0; point < all.length; point++) {
            var of = networks.get(point);
            all[point] = of == null
                    ? new HalfOpen(retransmitted[point], 0, 0)
                    : new HalfOpen(retransmitted[point], of.size(), Collections.max(of.values()));
        }
        return all;
    }
}
