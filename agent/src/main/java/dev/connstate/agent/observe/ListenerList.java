package dev.connstate.agent.observe;

import dev.connstate.report.Listener;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** The listeners of a look with the connections of the last walk. */
final class ListenerList {
    private ListenerList() {}

    /** By port and address; {@code owner} says who holds an inode. */
    static List<Listener> of(Observation seen, LongFunction<Optional<ProcessRef>> owner) {
        var sharing = new HashMap<ListeningPoint, Integer>();
        seen.listeners().forEach(socket -> sharing.merge(socket.point(), 1, Integer::sum));
        Map<ListeningPoint, PointCounts> byPoint =
                seen.tables().map(it -> it.connections().byPoint()).orElse(Map.of());
        return seen.listeners().stream()
                .map(socket -> listener(
                        socket,
                        sharing.get(socket.point()),
                        Optional.ofNullable(byPoint.get(socket.point())),
                        owner.apply(socket.inode())))
                .sorted(Comparator.comparingInt(Listener::port)
                        .thenComparing(Listener::address)
                        .thenComparingLong(Listener::inode))
                .toList();
    }

    /** {@code counts} is empty for a listener that is newer than the last walk. */
    private static Listener listener(
            ListeningSocket socket, int sharing, Optional<PointCounts> counts, Optional<ProcessRef> process) {
        var connections = counts.map(PointCounts::connections);
        return new Listener(
                socket.address(),
                socket.port(),
                socket.inode(),
                sharing,
                socket.acceptQueue(),
                connections.map(it -> OptionalLong.of(it.of(TcpState.SYN_RECV))).orElse(OptionalLong.empty()),
                counts.map(PointCounts::halfOpen),
                counts.map(it -> OptionalLong.of(it.notAccepted())).orElse(OptionalLong.empty()),
                socket.drops(),
                connections,
                process);
    }
}
