package dev.connstate.report;

import java.util.Collections;
import java.util.List;

/**
 * How many connections are in each state. A zero here was counted; where nothing could be counted there is no
 * {@code ConnectionCounts}.
 *
 * @param counts one count for each of {@link TcpState#ALL}, in that order
 */
public record ConnectionCounts(List<Long> counts) {
    public static final ConnectionCounts NONE = new ConnectionCounts(Collections.nCopies(TcpState.ALL.size(), 0L));

    public ConnectionCounts {
        counts = Longs.copyOf(counts);
        if (counts.size() != TcpState.ALL.size()) {
            throw new IllegalArgumentException("%d counts given, one for each of the %d states needed"
                    .formatted(counts.size(), TcpState.ALL.size()));
        }
    }

    public static ConnectionCounts of(long[] byState) {
        return new ConnectionCounts(Longs.of(byState, byState.length));
    }

    public long of(TcpState state) {
        return ((Longs) counts).at(state.ordinal());
    }

    public long total() {
        return ((Longs) counts).sum();
    }

    public ConnectionCounts plus(ConnectionCounts other) {
        return new ConnectionCounts(
                Longs.of(counts.size(), i -> ((Longs) counts).at(i) + ((Longs) other.counts).at(i)));
    }
}
