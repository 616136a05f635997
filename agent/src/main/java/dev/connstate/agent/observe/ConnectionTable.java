package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.TcpState;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folds the rows of one namespace into counts: by state, by listening point, by destination. Used for one namespace
 * after the other, so that its tables are allocated once; nothing is allocated for a row.
 */
public final class ConnectionTable implements SocketSink {
    private static final int STATES = TcpState.ALL.size();
    private static final int SYN_RECV = TcpState.SYN_RECV.number();
    private static final int CLOSE_WAIT = TcpState.CLOSE_WAIT.number();

    private final ListenerIndex listeners = new ListenerIndex();
    private final DestinationTable destinations = new DestinationTable();
    private final long[] byState = new long[STATES];
    private long[] byPoint = {};
    private CloseWaitRows closeWait = new CloseWaitRows();
    private EphemeralPorts ephemeral = EphemeralPorts.UNKNOWN;

    /** Forgets the previous namespace; {@code sockets} are the LISTEN rows of the next. */
    void begin(Collection<ListeningSocket> sockets, EphemeralPorts ephemeral) {
        this.ephemeral = ephemeral;
        listeners.reset(sockets);
        destinations.clear();
        Arrays.fill(byState, 0);
        byState[TcpState.LISTEN.ordinal()] = sockets.size();
        byPoint = new long[listeners.points().size() * STATES];
        closeWait = new CloseWaitRows();
    }

    @Override
    public void row(SocketRow row) {
        int state = row.state();
        byState[state - 1]++;
        int localPort = row.localPort();
        int point = listeners.find(row, localPort);
        if (point != ListenerIndex.NONE) {
            byPoint[point * STATES + state - 1]++;
        } else if (isOutgoing(row, state, localPort)) {
            destinations.add(
                    row.localHigh(),
                    row.localLow(),
                    row.remoteHigh(),
                    row.remoteLow(),
                    row.remotePort(),
                    state,
                    ephemeral.contains(localPort));
        }
        if (state == CLOSE_WAIT) {
            closeWait.add(row, point);
        }
    }

    /** What the rows since {@link #begin} come to, with at most {@code most} destinations. */
    Connections end(int most) {
        var points = new LinkedHashMap<ListeningPoint, ConnectionCounts>();
        for (int i = 0; i < listeners.points().size(); i++) {
            points.put(
                    listeners.points().get(i),
                    ConnectionCounts.of(Arrays.copyOfRange(byPoint, i * STATES, (i + 1) * STATES)));
        }
        return new Connections(
                ConnectionCounts.of(byState), points, destinations.top(most, ephemeral.count()), closeWait);
    }

    /**
     * A connection whose listener is gone still has a port that connect(2) would not choose, towards one that it would:
     * it came in, and is no destination.
     */
    private boolean isOutgoing(SocketRow row, int state, int localPort) {
        return state != SYN_RECV && (ephemeral.contains(localPort) || !ephemeral.contains(row.remotePort()));
    }

    /**
     * The connections of one namespace.
     *
     * @param byState LISTEN included
     */
    record Connections(
            ConnectionCounts byState,
            Map<ListeningPoint, ConnectionCounts> byPoint,
            DestinationTable.Top destinations,
            CloseWaitRows closeWait) {}
}
