package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketGroup;
import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.ClosingSockets;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.PortUse;
import dev.connstate.report.TcpState;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Folds the rows of one namespace into counts: by state, by listening point, by destination. Used for one namespace
 * after the other, so that its tables are allocated once; nothing is allocated for a row.
 */
public final class ConnectionTable implements ConnectionSink {
    private static final int STATES = TcpState.ALL.size();
    private static final int NOT_ACCEPTED = STATES;
    private static final int SYN_ACK_RETRANSMITTED = STATES + 1;
    private static final int COUNTS = STATES + 2;

    private static final int ESTABLISHED = TcpState.ESTABLISHED.number();
    private static final int SYN_SENT = TcpState.SYN_SENT.number();
    private static final int SYN_RECV = TcpState.SYN_RECV.number();
    private static final int CLOSE_WAIT = TcpState.CLOSE_WAIT.number();
    private static final int CLOSING = ClosingSockets.STATES.stream()
            .mapToInt(state -> 1 << state.number())
            .sum();

    private final ListenerIndex listeners = new ListenerIndex();
    private final DestinationTable destinations = new DestinationTable();
    private final PortsInUse ports = new PortsInUse();
    private final HalfOpenRows halfOpen = new HalfOpenRows();
    private final long[] byState = new long[STATES];
    private long[] byPoint = {};
    private CloseWaitRows closeWait = new CloseWaitRows();
    private ClosingRows closing = new ClosingRows();
    private EphemeralPorts ephemeral = EphemeralPorts.UNKNOWN;

    /** Forgets the previous namespace; {@code sockets} are the LISTEN rows of the next. */
    void begin(Collection<ListeningSocket> sockets, EphemeralPorts ephemeral) {
        this.ephemeral = ephemeral;
        listeners.reset(sockets);
        destinations.clear();
        ports.clear();
        halfOpen.clear();
        Arrays.fill(byState, 0);
        byState[TcpState.LISTEN.ordinal()] = sockets.size();
        byPoint = new long[listeners.points().size() * COUNTS];
        closeWait = new CloseWaitRows();
        closing = new ClosingRows();
    }

    @Override
    public void row(SocketRow row) {
        int state = row.state();
        byState[state - 1]++;
        int localPort = row.localPort();
        int point = listeners.find(row, localPort);
        if (point != ListenerIndex.NONE) {
            incoming(row, state, point);
        } else if (state != SYN_RECV) {
            outgoing(row, state, localPort);
        }
        if (state == CLOSE_WAIT) {
            closeWait.add(row, point);
        } else if ((1 << state & CLOSING) != 0) {
            closing.add(row);
        }
    }

    private void incoming(SocketRow row, int state, int point) {
        int counts = point * COUNTS;
        byPoint[counts + state - 1]++;
        if (state == SYN_RECV) {
            halfOpen.add(row, point);
            byPoint[counts + SYN_ACK_RETRANSMITTED] += row.retransmits() == 0 ? 0 : 1;
        } else if ((state == ESTABLISHED || state == CLOSE_WAIT) && row.inode() == 0) {
            byPoint[counts + NOT_ACCEPTED]++;
        }
    }

    /**
     * A connection whose listener is gone still has a port that connect(2) would not choose, towards one that it would:
     * it came in, and is no destination.
     */
    private void outgoing(SocketRow row, int state, int localPort) {
        boolean isEphemeral = ephemeral.contains(localPort);
        int remotePort = row.remotePort();
        if (!isEphemeral && ephemeral.contains(remotePort)) {
            return;
        }
        if (isEphemeral) {
            ports.add(localPort);
        }
        destinations.add(
                row.localHigh(),
                row.localLow(),
                row.remoteHigh(),
                row.remoteLow(),
                remotePort,
                state,
                isEphemeral,
                state == SYN_SENT && row.retransmits() != 0);
    }

    @Override
    public void group(SocketGroup group) {
        if (group.isIncoming()) {
            int point = listeners.find(group, group.port());
            for (int state = 1; state <= STATES && point != ListenerIndex.NONE; state++) {
                byPoint[point * COUNTS + state - 1] += group.count(state);
            }
            if (point != ListenerIndex.NONE) {
                byPoint[point * COUNTS + NOT_ACCEPTED] += group.marked();
            }
        } else {
            destinations.add(group);
            ports.addConnections(group.marked());
        }
        for (int state = 1; state <= STATES; state++) {
            withoutRow(state, group.count(state));
        }
    }

    @Override
    public void ungrouped(int state, long connections) {
        destinations.addToRest(state, connections);
        withoutRow(state, connections);
    }

    @Override
    public void ports(int word, long bits) {
        ports.addPorts(word, bits);
    }

    @Override
    public void total(int state, long connections) {
        byState[state - 1] = connections;
    }

    private void withoutRow(int state, long connections) {
        if (state == CLOSE_WAIT) {
            closeWait.rows().omit(connections);
        } else if ((1 << state & CLOSING) != 0) {
            closing.rows().omit(connections);
        }
    }

    /** What a second walk could add to the rows since {@link #begin}; to be used before the next. */
    AgedRows aged(Optional<IdleRows> idle) {
        return new AgedRows(listeners, closeWait, idle);
    }

    /** What the rows since {@link #begin} come to, with at most {@code most} destinations. */
    Connections end(int most) {
        return new Connections(
                ConnectionCounts.of(byState),
                points(),
                destinations.top(most, ephemeral.count()),
                ports.use(ephemeral.count()),
                closeWait,
                closing);
    }

    private Map<ListeningPoint, PointCounts> points() {
        int size = listeners.points().size();
        var retransmitted = new long[size];
        Arrays.setAll(retransmitted, point -> byPoint[point * COUNTS + SYN_ACK_RETRANSMITTED]);
        var halfOpenOf = halfOpen.byPoint(retransmitted);
        var points = new LinkedHashMap<ListeningPoint, PointCounts>();
        for (int i = 0; i < size; i++) {
            int counts = i * COUNTS;
            points.put(
                    listeners.points().get(i),
                    new PointCounts(
                            ConnectionCounts.of(Arrays.copyOfRange(byPoint, counts, counts + STATES)),
                            halfOpenOf[i],
                            byPoint[counts + NOT_ACCEPTED]));
        }
        return points;
    }

    /**
     * The connections of one namespace.
     *
     * @param byState LISTEN included
     */
    record Connections(
            ConnectionCounts byState,
            Map<ListeningPoint, PointCounts> byPoint,
            DestinationTable.Top destinations,
            PortUse ports,
            CloseWaitRows closeWait,
            ClosingRows closing) {
        Connections withCloseWait(CloseWaitRows rows) {
            return new Connections(byState, byPoint, destinations, ports, rows, closing);
        }
    }
}
