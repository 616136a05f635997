package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.bpf.WalkedNamespace;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connections from the {@link HostWalk} of this round; the rest, which is cheap, by sock_diag. */
record BpfSource(WalkedNamespace walked, NetlinkSource netlink) implements SocketSource {
    @Override
    public SourceKind kind() {
        return SourceKind.BPF;
    }

    @Override
    public Reading listeners(SocketSink sink) throws IOException {
        return netlink.listeners(sink);
    }

    @Override
    public Reading connections(ConnectionSink sink) {
        walked.connections(sink);
        return new Reading(walked.rows(), 0, List.of());
    }

    @Override
    public Optional<Reading> ages(Set<TcpState> states, SocketSink sink) throws IOException {
        return netlink.ages(states, sink);
    }

    @Override
    public Reading udp(SocketSink sink) throws IOException {
        return netlink.udp(sink);
    }
}
