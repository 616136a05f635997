package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.ConnectionSink;
import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A way to read the sockets of the namespace at hand. The same socket gives the same row from each, or is in a group. */
sealed interface SocketSource permits BpfSource, NetlinkSource, ProcSource {
    SourceKind kind();

    /** TCP sockets in LISTEN; cheap, whatever else there is. */
    Reading listeners(SocketSink sink) throws IOException;

    /** TCP sockets in every state but LISTEN: walks the host's whole table. */
    Reading connections(ConnectionSink sink) throws IOException;

    /**
     * TCP sockets in {@code states} once more, with when data last came and went; empty when this source cannot know
     * that. Walks the host's whole table, and takes the lock of each of these sockets.
     */
    Optional<Reading> ages(Set<TcpState> states, SocketSink sink) throws IOException;

    Reading udp(SocketSink sink) throws IOException;

    /** What it knows of the namespace's settings, for who is not inside; none as a rule. */
    default Map<String, String> sysctls() {
        return Map.of();
    }

    /**
     * What a reading brought.
     *
     * @param problems what of it could not be understood, a clause each
     */
    record Reading(long rows, long bytes, List<String> problems) {
        static final Reading NONE = new Reading(0, 0, List.of());
    }
}
