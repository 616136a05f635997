package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.report.TcpState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a second walk is to bring, one that says when data last came and went; such a walk takes locks. */
final class AgedRows implements SocketSink {
    /** Fewer accepted connections in CLOSE_WAIT than this are not worth it. */
    static final long ENOUGH = 5;

    private static final int CLOSE_WAIT = TcpState.CLOSE_WAIT.number();

    private final ListenerIndex listeners;
    private final CloseWaitRows closeWait = new CloseWaitRows();
    private final Optional<IdleRows> idle;
    private final Set<TcpState> states = EnumSet.noneOf(TcpState.class);

    /** {@code seen} is what the first walk found in CLOSE_WAIT; {@code idle} is to be filled. */
    AgedRows(ListenerIndex listeners, CloseWaitRows seen, Optional<IdleRows> idle) {
        this.listeners = listeners;
        this.idle = idle;
        if (seen.accepted() >= ENOUGH) {
            states.add(TcpState.CLOSE_WAIT);
        }
        if (idle.isPresent()) {
            states.add(TcpState.ESTABLISHED);
        }
    }

    /** Which rows to ask for; none when it is not worth it. */
    Set<TcpState> states() {
        return states;
    }

    @Override
    public void row(SocketRow row) {
        if (row.state() == CLOSE_WAIT) {
            closeWait.add(row, listeners.find(row, row.localPort()));
        } else {
            idle.ifPresent(rows -> rows.offer(row));
        }
    }

    /** The rows in CLOSE_WAIT again, if they were asked for. */
    Optional<CloseWaitRows> closeWait() {
        return states.contains(TcpState.CLOSE_WAIT) ? Optional.of(closeWait) : Optional.empty();
    }

    Optional<IdleRows> idle() {
        return idle;
    }
}
