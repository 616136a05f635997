package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.observe.Observation.Tables;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Destination;
import dev.connstate.report.DetachedSockets;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** An observation and the owners of its sockets make the report of a namespace; nothing is read here. */
final class Assembly {
    private static final int MOST_PIDS = 5;

    private final Observation seen;
    private final IntFunction<Optional<ProcessRef>> process;
    private final LongFunction<Optional<ProcessRef>> owner;
    private final int most;

    private Assembly(
            Observation seen,
            IntFunction<Optional<ProcessRef>> process,
            LongFunction<Optional<ProcessRef>> owner,
            int most) {
        this.seen = seen;
        this.process = process;
        this.owner = owner;
        this.most = most;
    }

    /** Names every socket whose owner the report will show. */
    static void owned(Observation seen, LongConsumer inode) {
        seen.listeners().forEach(listener -> inode.accept(listener.inode()));
        seen.tables().ifPresent(tables -> {
            inodes(tables.connections().closeWait().rows(), inode);
            inodes(tables.connections().closing().rows(), inode);
            tables.idle().ifPresent(idle -> inodes(idle.rows(), inode));
            tables.udp().forEach(socket -> inode.accept(socket.inode()));
        });
    }

    private static void inodes(KeptRows rows, LongConsumer inode) {
        IntStream.range(0, rows.size()).mapToLong(rows::inode).forEach(inode);
    }

    /** {@code process} names one by its number, {@code owner} the one that holds an inode. */
    static NamespaceReport report(
            Observation seen,
            IntFunction<Optional<ProcessRef>> process,
            LongFunction<Optional<ProcessRef>> owner,
            int most) {
        return new Assembly(seen, process, owner, most).report();
    }

    private NamespaceReport report() {
        var namespace = seen.namespace();
        var tables = seen.tables();
        var listeners = ListenerList.of(seen, owner);
        var closeWait = tables.map(this::closeWait).orElse(List.of());
        var closing = tables.map(it -> ClosingGroups.of(it.connections().closing(), owner))
                .orElse(List.of());
        var idle = tables.flatMap(Tables::idle).map(rows -> IdleGroups.of(rows, owner));
        return new NamespaceReport(
                namespace.id(),
                namespace.kind(),
                namespace.pids().stream().limit(MOST_PIDS).toList(),
                namespace.pids().stream().findFirst().flatMap(process::apply),
                namespace.pod(),
                seen.source(),
                tables.map(Tables::takenAt),
                tables.map(this::connections),
                seen.numbers().counters(),
                NetSockstat.ofNamespace(seen.numbers().sockstat()),
                seen.numbers().conntrack(),
                seen.sysctls(),
                seen.addresses(),
                listeners.stream().limit(most).toList(),
                tables.map(it -> it.connections().destinations().destinations()).orElse(List.<Destination>of()),
                tables.map(it -> it.connections().ports()),
                closeWait.stream().limit(most).toList(),
                closing.stream().limit(most).toList(),
                idle.map(it -> it.stream().limit(most).toList()),
                tables.map(this::udp).orElse(List.of()),
                tables.map(it -> it.detached().sockets()).orElse(OptionalLong.empty()),
                tables.map(this::detached).orElse(List.of()),
                LeftOut.of(tables, most, listeners, closeWait, closing, idle.orElse(List.of())),
                seen.problems());
    }

    /** The listeners are of this look, the rest of the last walk. */
    private ConnectionCounts connections(Tables tables) {
        var counts = tables.connections().byState();
        return new ConnectionCounts(TcpState.ALL.stream()
                .map(state -> state == TcpState.LISTEN ? (long) seen.listeners().size() : counts.of(state))
                .toList());
    }

    /** Who holds a connection that was not accepted is who listens for it. */
    private List<CloseWaitHolder> closeWait(Tables tables) {
        var closeWait = tables.connections().closeWait();
        if (closeWait.rows().size() == 0) {
            return List.of();
        }
        var points = List.copyOf(tables.connections().byPoint().keySet());
        var listening = new HashMap<ListeningPoint, Long>();
        seen.listeners().forEach(socket -> listening.putIfAbsent(socket.point(), socket.inode()));
        return CloseWaitHolders.of(closeWait, row -> {
            long inode = closeWait.rows().inode(row);
            if (inode == 0 && closeWait.isOfListener(row)) {
                inode = listening.getOrDefault(points.get(closeWait.point(row)), 0L);
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
                        socket.receiveBufferBytes(),
                        socket.drops(),
                        owner.apply(socket.inode())))
                .toList();
    }

    /** The most first; a process that has ended since is left out. */
    private List<DetachedSockets> detached(Tables tables) {
        return tables.detached().byPid().entrySet().stream()
                .flatMap(entry -> process.apply(entry.getKey()).stream()
                        .map(holder -> new DetachedSockets(holder, entry.getValue())))
                .sorted(Comparator.comparingLong(DetachedSockets::count).reversed())
                .limit(most)
                .toList();
    }
}
