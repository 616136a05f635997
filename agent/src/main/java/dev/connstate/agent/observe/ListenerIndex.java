package dev.connstate.agent.observe;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.AF_INET6;

import dev.connstate.agent.kernel.LocalEnd;
import dev.connstate.report.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which listening point a connection belongs to, found without allocation. The connections of a dual-stack listener
 * are AF_INET6 sockets even when the peer is IPv4, so a wildcard matches by the socket's family.
 */
final class ListenerIndex {
    static final int NONE = -1;

    private final int[] firstByPort = new int[1 << 16];
    private final List<ListeningPoint> points = new ArrayList<>();
    private long[] high = {};
    private long[] low = {};
    private int[] family = {};
    private int[] next = {};

    ListenerIndex() {
        Arrays.fill(firstByPort, NONE);
    }

    /** Replaces what the index knows. */
    void reset(Collection<ListeningSocket> sockets) {
        points.forEach(point -> firstByPort[point.port()] = NONE);
        points.clear();
        sockets.stream().map(ListeningSocket::point).distinct().forEach(points::add);
        int size = points.size();
        high = new long[size];
        low = new long[size];
        family = new int[size];
        next = new int[size];
        for (int i = 0; i < size; i++) {
            var point = points.get(i);
            high[i] = point.address().high();
            low[i] = point.address().low();
            family[i] = point.family();
            next[i] = firstByPort[point.port()];
            firstByPort[point.port()] = i;
        }
    }

    /** The index in {@link #points()}, an exact address before a wildcard; or {@link #NONE}. */
    int find(LocalEnd end, int localPort) {
        int candidate = firstByPort[localPort];
        if (candidate == NONE) {
            return NONE;
        }
        long localHigh = end.localHigh();
        long localLow = end.localLow();
        int wildcard = NONE;
        for (; candidate != NONE; candidate = next[candidate]) {
            if (high[candidate] == localHigh && low[candidate] == localLow) {
                return candidate;
            }
            if (family[candidate] == end.family() && isWildcard(candidate)) {
                wildcard = candidate;
            }
        }
        return wildcard;
    }

    List<ListeningPoint> points() {
        return points;
    }

    private boolean isWildcard(int candidate) {
        var any = family[candidate] == AF_INET ? Address.ANY_V4 : Address.ANY_V6;
        return high[candidate] == any.high()
                && (low[candidate] == any.low()
                        || family[candidate] == AF_INET6 && low[candidate] == Address.ANY_V4.low());
    }
}
