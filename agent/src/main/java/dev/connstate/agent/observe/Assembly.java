package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** An observation and the owners of its sockets make the report of a namespace; nothing is read here. */
final class Assembly {
    private static final int MOST_PIDS = 5;

    private final Observation seen;
    private final Optional<ProcessRef> process;
    private final LongFunction<Optional<ProcessRef>> owner;
    private final int most;

    private Assembly(
            Observation seen, Optional<ProcessRef> process, LongFunction<Optional<ProcessRef>> owner, int most) {
        this.seen = seen;
        this.process = process;
        this.owner = owner;
        this.most = most;
    }

    /** Names every socket whose owner the report will show. */
    static void owned(Observation seen, LongConsumer inode) {
        seen.listeners().forEach(listener -> inode.accept(listener.inode()));
        seen.tables().ifPresent(tables -> {
            var rows = tables.connections().closeWait();
            IntStream.range(0, rows.size()).mapToLong(rows::inode).forEach(inode);
            tables.udp().forEach(socket -> inode.accept(socket.inode()));
        });
    }

    /** {@code process} is the first of the namespace. */
    static NamespaceReport report(
            Observation seen, Optional<ProcessRef> process, LongFunction<Optional<ProcessRef>> owner, int most) {
        return new Assembly(seen, process, owner, most).report();
    }

    private NamespaceReport report() {
        var namespace = seen.namespace();
        var tables = seen.tables();
        var listeners = listeners();
        var closeWait = tables.map(this::closeWait).orElse(List.of());
        return new NamespaceReport(
                namespace.id(),
                namespace.kind(),
                namespace.pids().stream().limit(MOST_PIDS).toList(),
                process,
                namespace.pod(),
                seen.source(),
                tables.map(Tables::takenAt),
                tables.map(this::connections),
                seen.numbers().counters(),
                NetSockstat.ofNamespace(seen.numbers().sockstat()),
                seen.numbers().conntrack(),
                seen.sysctls(),
                List.of(),
                listeners.stream().limit(most).toList(),
                tables.map(it -> it.connections().destinations().destinations()).orElse(List.<Destination>of()),
                Optional.empty(),
                closeWait.stream().limit(most).toList(),
                List.of(),
                Optional.empty(),
                tables.map(this::udp).orElse(List.of()),
                OptionalLong.empty(),
                List.of(),
                omitted(listeners, closeWait),
                seen.problems());
    }

    /** The listeners are of this look, the rest of the last walk. */
    private ConnectionCounts connections(Tables tables) {
        var counts = tables.connections().byState();
        return new ConnectionCounts(TcpState.ALL.stream()
                .map(state -> state == TcpState.LISTEN ? (long) seen.listeners().size() : counts.of(state))
                .toList());
    }

    private List<Listener> listeners() {
        var sharing = new HashMap<ListeningPoint, Integer>();
        seen.listeners().forEach(socket -> sharing.merge(socket.point(), 1, Integer::sum));
        Map<ListeningPoint, ConnectionCounts> byPoint =
                seen.tables().map(it -> it.connections().byPoint()).orElse(Map.of());
        return seen.listeners().stream()
                .map(socket -> listener(socket, sharing.get(socket.point()), byPoint.get(socket.point())))
                .sorted(Comparator.comparingInt(Listener::port)
                        .thenComparing(Listener::address)
                        .thenComparingLong(Listener::inode))
                .toList();
    }

    /** {@code counts} is null for a listener that is newer than the last walk. */
    private Listener listener(ListeningSocket socket, int sharing, ConnectionCounts counts) {
        var connections = Optional.ofNullable(counts);
        return new Listener(
                socket.address(),
                socket.port(),
                socket.inode(),
                sharing,
                socket.acceptQueue(),
                connections.map(it -> OptionalLong.of(it.of(TcpState.SYN_RECV))).orElse(OptionalLong.empty()),
                Optional.empty(),
                OptionalLong.empty(),
                socket.drops(),
                connections,
                owner.apply(socket.inode()));
    }

    /** Who holds a connection that was not accepted is who listens for it. */
    private List<CloseWaitHolder> closeWait(Tables tables) {
        var rows = tables.connections().closeWait();
        var points = List.copyOf(tables.connections().byPoint().keySet());
        var listening = new HashMap<ListeningPoint, Long>();
        seen.listeners().forEach(socket -> listening.putIfAbsent(socket.point(), socket.inode()));
        return CloseWaitHolders.of(rows, row -> {
            long inode = rows.inode(row);
            if (inode == 0 && rows.isOfListener(row)) {
                inode = listening.getOrDefault(points.get(rows.point(row)), 0L);
            }
            return owner.apply(inode);
        });
    }

    private List<UdpSocket> udp(Tables tables) {
        return tables.udp().stream()
                .map(socket -> new UdpSocket(
                        socket.address(),
                        socket.port(),
                        socket.inode(),
                        socket.receiveQueueBytes(),
                        OptionalLong.empty(),
                        socket.drops(),
                        owner.apply(socket.inode())))
                .toList();
    }

    private Omitted omitted(List<Listener> listeners, List<CloseWaitHolder> closeWait) {
        var top = seen.tables().map(it -> it.connections().destinations());
        return new Omitted(
                Math.max(0, listeners.size() - most),
                top.map(DestinationTable.Top::omitted).orElse(0L),
                top.map(DestinationTable.Top::rest).orElse(ConnectionCounts.NONE),
                Math.max(0, closeWait.size() - most)
                        + seen.tables()
                                .map(it -> it.connections().closeWait().omitted())
                                .orElse(0L),
                0,
                0,
                seen.tables().map(Tables::udpOmitted).orElse(0L));
    }
}
