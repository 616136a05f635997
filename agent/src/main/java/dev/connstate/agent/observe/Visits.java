package dev.connstate.agent.observe;

import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.observe.NamespaceDoor.VanishedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goes from namespace to namespace: inside where the rights allow it, else through the files of one of its processes.
 * What it remembers of each is its observer.
 */
final class Visits {
    private final Instruments instruments;
    private final ProcRoot proc;
    private final NamespaceDoor door;
    private final NetlinkSource netlink;
    private final HostWalk walk;
    private final SocketTable tcpTable = SocketTable.tcp();
    private final SocketTable udpTable = SocketTable.udp();
    private final Map<Long, NamespaceObserver> observers = new HashMap<>();

    Visits(Instruments instruments, NamespaceDoor door, SockDiag sockDiag, HostWalk walk) {
        this.instruments = instruments;
        this.proc = instruments.proc();
        this.door = door;
        this.netlink = new NetlinkSource(sockDiag);
        this.walk = walk;
    }

    /** Visits each; one that fails or vanishes costs only itself. */
    Round round(List<NetNamespace> namespaces) {
        observers.keySet().retainAll(namespaces.stream().map(NetNamespace::id).collect(Collectors.toSet()));
        var round = new Round(door.here());
        for (var namespace : namespaces) {
            observers.computeIfPresent(namespace.id(), (_, known) -> known.isOf(namespace) ? known : null);
            observe(namespace, round).ifPresent(round.observations::add);
        }
        return round;
    }

    private Optional<Observation> observe(NetNamespace namespace, Round round) {
        var observer = observers.computeIfAbsent(namespace.id(), any -> new NamespaceObserver(instruments, namespace));
        try {
            if (round.here.equals(OptionalLong.of(namespace.id()))) {
                return Optional.of(observer.observe(namespace, proc.netOfThread(), true, sourcesInside(observer)));
            }
            if (instruments.settings().source() != SourceChoice.PROC && enter(namespace, round)) {
                try {
                    return Optional.of(observer.observe(namespace, proc.netOfThread(), true, sourcesInside(observer)));
                } finally {
                    door.leave();
                }
            }
            return observeFromOutside(namespace, observer);
        } catch (VanishedException e) {
            round.hasVanished = true;
            return namespace.byNextWay().flatMap(next -> observe(next, round));
        } catch (RuntimeException e) {
            round.problems.add("%s could not be read: %s".formatted(namespace.describe(), e));
            return Optional.empty();
        }
    }

    private boolean enter(NetNamespace namespace, Round round) throws VanishedException {
        try {
            door.enter(namespace);
            return true;
        } catch (KernelException e) {
            if (e.isGone()) {
                throw new VanishedException();
            }
            if (e.isRefused()) {
                round.refused.add(namespace.id());
            } else {
                round.problems.add("%s cannot be entered: %s".formatted(namespace.describe(), e.getMessage()));
            }
            return false;
        }
    }

    /** Through the files of its first process, which needs no right. */
    private Optional<Observation> observeFromOutside(NetNamespace namespace, NamespaceObserver observer)
            throws VanishedException {
        if (namespace.pids().isEmpty()) {
            return Optional.empty();
        }
        var net = proc.net(namespace.pids().getFirst());
        if (!ProcRoot.namespaceId(net).equals(OptionalLong.of(namespace.id()))) {
            throw new VanishedException();
        }
        List<SocketSource> sources = instruments.settings().source() == SourceChoice.NETLINK
                ? List.<SocketSource>of()
                : List.of(new ProcSource(net, tcpTable, udpTable));
        return Optional.of(observer.observe(namespace, net, false, sources));
    }

    private List<SocketSource> sourcesInside(NamespaceObserver observer) {
        var files = new ProcSource(proc.netOfThread(), tcpTable, udpTable);
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
                ? observer.inum(door).stream()
                        .boxed()
                        .flatMap(inum -> walk.of(inum).stream())
                        .map(walked -> new BpfSource(walked, netlink))
                : Stream.empty();
    }

    /** What one round of visits brought. */
    static final class Round {
        private final OptionalLong here;
        private final List<Observation> observations = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Set<Long> refused = new HashSet<>();
        private boolean hasVanished;

        private Round(OptionalLong here) {
            this.here = here;
        }

        List<Observation> observations() {
            return observations;
        }

        List<String> problems() {
            return problems;
        }

        /** How many namespaces may not be entered. */
        int refused() {
            return refused.size();
        }

        /** Whether something was not where it had been found. */
        boolean hasVanished() {
            return hasVanished;
        }
    }
}
