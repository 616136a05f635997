package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** The kernel counters that rules ask for: some 40, where a namespace has 400. */
final class Signals {
    static final List<String> ALL = List.of(
            "Tcp.ActiveOpens",
            "Tcp.AttemptFails",
            "Tcp.EstabResets",
            "Tcp.InSegs",
            "Tcp.OutRsts",
            "Tcp.OutSegs",
            "Tcp.PassiveOpens",
            "Tcp.RetransSegs",
            "TcpExt.EmbryonicRsts",
            "TcpExt.ListenDrops",
            "TcpExt.ListenOverflows",
            "TcpExt.PruneCalled",
            "TcpExt.RcvPruned",
            "TcpExt.SyncookiesFailed",
            "TcpExt.SyncookiesRecv",
            "TcpExt.SyncookiesSent",
            "TcpExt.TCPAbortOnMemory",
            "TcpExt.TCPAbortOnTimeout",
            "TcpExt.TCPDeferAcceptDrop",
            "TcpExt.TCPKeepAlive",
            "TcpExt.TCPMemoryPressures",
            "TcpExt.TCPRcvQDrop",
            "TcpExt.TCPReqQFullDoCookies",
            "TcpExt.TCPReqQFullDrop",
            "TcpExt.TCPSynRetrans",
            "TcpExt.TCPTimeWaitOverflow",
            "TcpExt.TCPToZeroWindowAdv",
            "TcpExt.TW",
            "TcpExt.TWKilled",
            "TcpExt.TWRecycled",
            "Udp.InDatagrams",
            "Udp.MemErrors",
            "Udp.NoPorts",
            "Udp.RcvbufErrors",
            "Udp6InDatagrams",
            "Udp6MemErrors",
            "Udp6NoPorts",
            "Udp6RcvbufErrors");
    static final Set<String> NAMES = Set.copyOf(ALL);

    private static final Map<String, Integer> PLACES = places();

    private List<String> lastNames = List.of();

    /** Where in those the signals are; -1 for one that the kernel does not have. */
    private int[] indexes = indexes(lastNames);

    /** Those of a namespace. */
    Row of(Counters counters) {
        return of(counters.names(), counters::value);
    }

    /**
     * Those among such numbers. Namespaces share their names, searched once.
     *
     * @param numbers by the index of their names
     */
    Row of(List<String> names, IntToLongFunction numbers) {
        if (names != lastNames) {
            lastNames = names;
            indexes = indexes(names);
        }
        long known = 0;
        var values = new long[ALL.size()];
        for (int i = 0; i < values.length; i++) {
            if (indexes[i] >= 0) {
                known |= 1L << i;
                values[i] = numbers.applyAsLong(indexes[i]);
            }
        }
        return new Row(known, values);
    }

    /** @throws IllegalArgumentException for a counter that is not kept */
    static int place(String counter) {
        var place = PLACES.get(counter);
        if (place == null) {
            throw new IllegalArgumentException(counter + " is not among the signals: add it there");
        }
        return place;
    }

    private static int[] indexes(List<String> names) {
        return ALL.stream().mapToInt(names::indexOf).toArray();
    }

    private static Map<String, Integer> places() {
        var places = HashMap.<String, Integer>newHashMap(ALL.size());
        for (int i = 0; i < ALL.size(); i++) {
            places.put(ALL.get(i), i);
        }
        return places;
    }

    /**
     * The signals of one look.
     *
     * @param known a bit for each that the kernel has
     * @param values in the order of {@link #ALL}; what is behind them means nothing
     */
    record Row(long known, long[] values) {
        boolean knows(int place) {
            return (known & 1L << place) != 0;
        }

        /** By how much one grew up to then. */
        OptionalLong until(Row later, int place) {
            return knows(place) && later.knows(place)
                    ? OptionalLong.of(later.values[place] - values[place])
                    : OptionalLong.empty();
        }

        boolean grewUntil(Row later, int place) {
            return (known & later.known & 1L << place) != 0 && later.values[place] - values[place] > 0;
        }

        /** A counter never falls while its namespace lives. */
        boolean fellUntil(Row later) {
            for (long both = known & later.known; both != 0; both &= both - 1) {
                int i = Long.numberOfTrailingZeros(both);
                if (Long.compareUnsigned(later.values[i], values[i]) < 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
