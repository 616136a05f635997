package dev.connstate.agent.testing;

import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.TcpState;
import java.util.List;
import java.util.Map;

/**
 * Every TCP state at the same time, by real sockets that stay as they are.
 *
 * <p>But for CLOSE: the kernel lists a socket of that state only while another thread of it changes its state, so a
 * bound socket without a connection, which is in CLOSE, is counted by nobody, {@code ss} included. One is here to show
 * that.
 */
public final class EveryState implements AutoCloseable {
    public static final int PORT = 7000;
    /** Its accept queue is full. */
    public static final int FULL_PORT = 7001;
    /** Its connection is half-open. */
    public static final int DEFERRED_PORT = 7002;

    private static final int BOUND_PORT = 7003;

    private final Sockets sockets;

    public EveryState(TestNamespace namespace, Family family) throws Exception {
        sockets = new Sockets(namespace, family);
        try {
            make();
            Wait.until(
                    "ss shows " + expected(), () -> Ss.counts(Ss.tcp(namespace)).equals(expected()));
        } catch (Exception | Error e) {
            sockets.close();
            throw e;
        }
    }

    /** How many sockets there are in each state. */
    public ConnectionCounts expected() {
        var counts = Map.of(
                TcpState.ESTABLISHED, 8L, // a pair, 2 un-accepted pairs, one end of the half-open and of FIN_WAIT1
                TcpState.SYN_SENT, 1L,
                TcpState.SYN_RECV, 1L,
                TcpState.FIN_WAIT1, 1L,
                TcpState.FIN_WAIT2, 3L, // the other end of CLOSE_WAIT, of CLOSING and of LAST_ACK
                TcpState.TIME_WAIT, 1L,
                TcpState.CLOSE_WAIT, 1L,
                TcpState.LAST_ACK, 1L,
                TcpState.LISTEN, 3L,
                TcpState.CLOSING, 1L);
        return new ConnectionCounts(TcpState.ALL.stream()
                .map(state -> counts.getOrDefault(state, 0L))
                .toList());
    }

    /** What is listened on. */
    public List<Integer> ports() {
        return List.of(PORT, FULL_PORT, DEFERRED_PORT);
    }

    @Override
    public void close() {
        sockets.close();
    }

    private void make() throws Exception {
        var server = sockets.listen(PORT, 16);
        sockets.pair(server);

        sockets.listen(FULL_PORT, 1);
        sockets.connect(FULL_PORT);
        sockets.connect(FULL_PORT); // one more than the backlog fits
        sockets.begin(FULL_PORT); // stays in SYN_SENT: its SYN is dropped

        sockets.listenDeferred(DEFERRED_PORT);
        sockets.connect(DEFERRED_PORT);

        sockets.pair(server).client().shutdownOutput(); // FIN_WAIT2 and CLOSE_WAIT

        var closed = sockets.pair(server);
        closed.client().close(); // the first to close is the one in TIME_WAIT
        closed.server().close();

        var finWait1 = sockets.pair(server);
        finWait1.fill();
        finWait1.client().shutdownOutput(); // the FIN waits behind what the server does not read

        var closing = sockets.pair(server);
        closing.fill();
        closing.client().shutdownOutput();
        closing.server().shutdownOutput(); // this FIN arrives, and acknowledges nothing of the other

        var lastAck = sockets.pair(server);
        lastAck.fill();
        lastAck.server().shutdownOutput();
        lastAck.client().shutdownOutput();

        sockets.bindOnly(BOUND_PORT);
    }
}
