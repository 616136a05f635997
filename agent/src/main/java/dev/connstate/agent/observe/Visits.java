package dev.connstate.agent.observe;

import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.observe.NamespaceDoor.VanishedException;
import dev.connstate.agent.observe.NamespaceObserver.Walk;
import dev.connstate.agent.observe.WalkQueue.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goes from namespace to namespace: inside where the rights allow it, else through the files of one of its processes.
 * What it remembers of each is its observer.
 */
final class Visits {
    private final Instruments instruments;
    private final ProcRoot proc;
    private final Path netOfThread;
    private final NamespaceDoor door;
    private final NetlinkSource netlink;
    private final HostWalk walk;
    private final SocketTable tcpTable = SocketTable.tcp();
    private final SocketTable udpTable = SocketTable.udp();
    private final Map<Long, NamespaceObserver> observers = new HashMap<>();
    private final Optional<WalkTurns> turns;

    Visits(Instruments instruments, NamespaceDoor door, SockDiag sockDiag, HostWalk walk) {
        this.instruments = instruments;
        this.proc = instruments.proc();
        this.netOfThread = proc.netOfThread();
        this.door = door;
        this.netlink = new NetlinkSource(sockDiag);
        this.walk = walk;
        this.turns = instruments.settings().cpuBudget().map(WalkTurns::new);
    }

    /** Visits each; one that fails or vanishes costs only itself. */
    Round round(List<NetNamespace> namespaces) {
        observers.keySet().retainAll(namespaces.stream().map(NetNamespace::id).collect(Collectors.toSet()));
        instruments.turns().begin(namespaces.size());
        var round = new Round(door.here());
        for (var namespace : namespaces) {
            observers.computeIfPresent(namespace.id(), (_, known) -> known.isOf(namespace) ? known : null);
        }
        boolean isEnough =
                !walk.isPostponed() && turns.map(it -> isEnough(it, namespaces)).orElse(true);
        for (var namespace : namespaces) {
            var cost = visit(namespace, round, isEnough ? Walk.IF_DUE : Walk.NONE);
            turns.ifPresent(it -> it.spend(cost));
        }
        if (!isEnough && !walk.isPostponed()) {
            var byId = namespaces.stream().collect(Collectors.toMap(NetNamespace::id, Function.identity()));
            turns.orElseThrow().take(waiting(), id -> visit(byId.get(id), round, Walk.SURELY));
        }
        return round;
    }

    /** Whether there is budget for all tables, or they were walked already: then each namespace is visited only once. */
    private boolean isEnough(WalkTurns turns, List<NetNamespace> namespaces) {
        turns.begin(instruments.clock().instant());
        return walk.isTaken()
                || turns.affordsAll(namespaces.stream()
                        .map(namespace -> Optional.ofNullable(observers.get(namespace.id()))
                                .flatMap(NamespaceObserver::waiting)
                                .flatMap(Waiting::price))
                        .toList());
    }

    private List<Waiting> waiting() {
        return observers.values().stream()
                .map(NamespaceObserver::waiting)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @return what the walk of its tables has cost */
    private Duration visit(NetNamespace namespace, Round round, Walk wanted) {
        observe(namespace, round, wanted).ifPresent(seen -> round.saw(seen));
        return observers.get(namespace.id()).spent();
    }

    private Optional<Observation> observe(NetNamespace namespace, Round round, Walk wanted) {
        var observer = observers.computeIfAbsent(namespace.id(), any -> new NamespaceObserver(instruments, namespace));
        try {
            if (round.isHere(namespace)) {
                observer.entered(door.home());
                return Optional.of(observer.observe(namespace, netOfThread, true, sourcesInside(observer), wanted));
            }
            if (instruments.settings().source() != SourceChoice.PROC && enter(namespace, observer, round)) {
                try {
                    return Optional.of(observer.observe(namespace, netOfThread, true, sourcesInside(observer), wanted));
                } finally {
                    door.leave();
                }
            }
            return observeFromOutside(namespace, observer, wanted);
        } catch (VanishedException e) {
            round.vanished();
            return namespace.byNextWay().flatMap(next -> observe(next, round, wanted));
        } catch (RuntimeException e) {
            round.problem("%s could not be read: %s".formatted(namespace.describe(), e));
            return Optional.empty();
        }
    }

    private boolean enter(NetNamespace namespace, NamespaceObserver observer, Round round) throws VanishedException {
        try {
            observer.entered(door.enter(namespace, observer.inum()));
            return true;
        } catch (KernelException e) {
            if (e.isGone() || e.isRefused() && hasEnded(namespace)) {
                throw new VanishedException();
            }
            if (e.isRefused()) {
                round.refused(namespace);
            } else {
                round.problem("%s cannot be entered: %s".formatted(namespace.describe(), e.getMessage()));
            }
            return false;
        }
    }

    /**
     * Whether it was to be entered by a process that is no more: of one that ends while its namespace is opened, the kernel
     * says EACCES, too ({@code proc_ns_get_link}). A hidden one shows its directory, if not to access(2).
     */
    private boolean hasEnded(NetNamespace namespace) {
        return namespace.mount().isEmpty()
                && !Files.isDirectory(proc.process(namespace.pids().getFirst()));
    }

    /** Through the files of its first process, which needs no right. */
    private Optional<Observation> observeFromOutside(NetNamespace namespace, NamespaceObserver observer, Walk wanted)
            throws VanishedException {
        if (namespace.pids().isEmpty()) {
            return Optional.empty();
        }
        var net = proc.net(namespace.pids().getFirst());
        if (!ProcRoot.namespaceId(net).equals(OptionalLong.of(namespace.id()))) {
            throw new VanishedException();
        }
        var files = new ProcSource(net, tcpTable, udpTable);
        List<SocketSource> sources = switch (instruments.settings().source()) {
            case AUTO, BPF -> {
                var walked = walk.ofProcess(namespace.pids().getFirst());
                yield Stream.concat(walked.stream().map(it -> new BpfSource(it, files)), Stream.<SocketSource>of(files))
                        .toList();
            }
            case NETLINK -> List.of();
            case PROC -> List.of(files);
        };
        return Optional.of(observer.observe(namespace, net, false, sources, wanted));
    }

    private List<SocketSource> sourcesInside(NamespaceObserver observer) {
        var files = new ProcSource(netOfThread, tcpTable, udpTable);
        return switch (instruments.settings().source()) {
            case AUTO ->
                Stream.concat(walked(observer), Stream.of(netlink, files)).toList();
            case BPF -> Stream.concat(walked(observer), Stream.of(netlink)).toList();
            case NETLINK -> List.of(netlink);
            case PROC -> List.of(files);
        };
    }

    private Stream<SocketSource> walked(NamespaceObserver observer) {
        return walk.isTaken()
                ? observer.inum().stream()
                        .boxed()
                        .flatMap(inum -> walk.of(inum).stream())
                        .map(walked -> new BpfSource(walked, netlink))
                : Stream.empty();
    }
}
