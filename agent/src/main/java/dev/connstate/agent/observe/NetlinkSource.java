package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.netlink.NetlinkSocket.Traffic;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** sock_diag in the namespace that the calling thread is in. */
record NetlinkSource(SockDiag sockDiag) implements SocketSource {
    @Override
    public SourceKind kind() {
        return SourceKind.NETLINK;
    }

    @Override
    public Reading listeners(SocketSink sink) throws IOException {
        return reading(sockDiag.listeners(sink));
    }

    @Override
    public Reading connections(ConnectionSink sink) throws IOException {
        return reading(sockDiag.connections(sink));
    }

    @Override
    public Optional<Reading> ages(Set<TcpState> states, SocketSink sink) throws IOException {
        int mask = states.stream().mapToInt(state -> 1 << state.number()).sum();
        return Optional.of(reading(sockDiag.info(mask, sink)));
    }

    @Override
    public Reading udp(SocketSink sink) throws IOException {
        return reading(sockDiag.udp(sink));
    }

    private static Reading reading(Traffic traffic) {
        return new Reading(traffic.rows(), traffic.bytes(), List.of());
    }
}
