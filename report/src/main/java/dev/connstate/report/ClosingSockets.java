package dev.connstate.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Connections this side has closed, in part or whole, that are not over: those of one state, timer and holder.
 *
 * @param state one of {@link #STATES}
 * @param orphaned closed by the program, so that only the kernel has them still
 * @param process empty for orphans
 * @param retransmitted how many had something sent again, or a probe of a zero window sent, without an answer yet
 * @param unsentBytes written and not acknowledged, the FIN counted as one
 * @param peers the biggest first
 */
public record ClosingSockets(
        TcpState state,
        Timer timer,
        boolean orphaned,
        Optional<ProcessRef> process,
        long count,
        long retransmitted,
        long unsentBytes,
        List<Peer> peers) {
    public static final Set<TcpState> STATES =
            Set.copyOf(EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2, TcpState.LAST_ACK, TcpState.CLOSING));

    public ClosingSockets {
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException("a connection in %s is not closing".formatted(state));
        }
        peers = List.copyOf(peers);
    }
}
