package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.bpf.WalkedNamespace;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Listeners and connections from the {@link HostWalk} of this round.
 *
 * @param other where the rest comes from, and listeners, should there have been too many
 */
record BpfSource(WalkedNamespace walked, SocketSource other) implements SocketSource {
    @Override
    public SourceKind kind() {
        return SourceKind.BPF;
    }

    @Override
    public Reading listeners(SocketSink sink) throws IOException {
        if (!walked.hasAllListeners()) {
            return other.listeners(sink);
        }
        return new Reading(walked.listeners(sink), 0, List.of());
    }

    @Override
    public Reading connections(ConnectionSink sink) {
        walked.connections(sink);
        return new Reading(walked.rows(), 0, List.of());
    }

    @Override
    public Optional<Reading> ages(Set<TcpState> states, SocketSink sink) throws IOException {
        return other.ages(states, sink);
    }

    @Override
    public Reading udp(SocketSink sink) throws IOException {
        return other.udp(sink);
    }

    @Override
    public Map<String, String> sysctls() {
        return walked.sysctls();
    }
}
