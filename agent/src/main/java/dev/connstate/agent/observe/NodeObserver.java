package dev.connstate.agent.observe;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.kernel.proc.SocketTable;
import dev.connstate.agent.observe.Meters.Way;
import dev.connstate.agent.observe.NamespaceDoor.VanishedException;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NodeReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The beat of a node: find the namespaces, look into each, find the owners, say what was seen. One namespace that fails
 * or vanishes costs only itself. Belongs to the thread that made it, which moves from namespace to namespace.
 */
public final class NodeObserver implements AutoCloseable {
    private final AgentSettings settings;
    private final ProcRoot proc;
    private final InstantSource clock;
    private final NamespaceDoor door;
    private final Namespaces namespaces;
    private final SockDiag sockDiag;
    private final SocketSource netlink;
    private final SocketTable tcpTable = SocketTable.tcp();
    private final SocketTable udpTable = SocketTable.udp();
    private final NetFiles files = new NetFiles();
    private final Meters meters = new Meters();
    private final Instruments instruments;
    private final HostContext host;
    private final Owners owners;
    private final Map<Long, NamespaceObserver> observers = new HashMap<>();

    /** @throws AgentException when {@code settings.proc()} shows no process */
    public NodeObserver(AgentSettings settings, Libc libc, InstantSource clock) {
        this.settings = settings;
        this.proc = new ProcRoot(settings.proc());
        this.clock = clock;
        if (proc.pids().findAny().isEmpty()) {
            throw new AgentException(
                    "%s is not a proc filesystem: it shows no process; give the mount point of one, /proc as a rule"
                            .formatted(settings.proc()));
        }
        try {
            this.door = new NamespaceDoor(libc, proc);
        } catch (KernelException e) {
            throw new AgentException("this process's own network namespace cannot be opened: " + e.getMessage());
        }
        this.namespaces = new Namespaces(proc, new MountedNamespaces(settings.mounts(), door));
        this.sockDiag = new SockDiag(libc);
        this.netlink = new NetlinkSource(sockDiag);
        this.instruments = new Instruments(settings, proc, clock, files, new ConnectionTable(), meters);
        this.host = new HostContext(proc);
        this.owners = new Owners(proc, new ProcessNames(proc, host));
    }

    /** One look. */
    public NodeReport observe() {
        var now = clock.instant();
        var problems = new ArrayList<String>();
        var found = discover(now, problems);
        observers.keySet().retainAll(found.stream().map(NetNamespace::id).collect(Collectors.toSet()));
        var refused = new ArrayList<NetNamespace>();
        var observations = new ArrayList<Observation>();
        for (var namespace : found) {
            observe(namespace, refused, problems).ifPresent(observations::add);
        }
        findOwners(observations, now);
        sayWhatIsNotSeen(refused, problems);
        var reports = observations.stream()
                .map(seen -> Assembly.report(seen, owners::of, settings.top()))
                .toList();
        return new NodeReport(host.node(), now, hostNumbers(observations, problems), reports, problems, meters.cost());
    }

    @Override
    public void close() {
        sockDiag.close();
        door.close();
    }

    private List<NetNamespace> discover(Instant now, List<String> problems) {
        long start = System.nanoTime();
        var all = namespaces.find(now);
        meters.count(Way.DISCOVERY, start, all.size(), 0);
        var selection = settings.selection();
        if (selection.isAll()) {
            return all;
        }
        var selected = all.stream()
                .filter(namespace -> selection.namespaces().contains(namespace.id())
                        || namespace.pids().stream().anyMatch(selection.pids()::contains))
                .toList();
        selection.namespaces().stream()
                .filter(id -> selected.stream().noneMatch(namespace -> namespace.id() == id))
                .forEach(id ->
                        problems.add("there is no network namespace %d (any more, or for us to see)".formatted(id)));
        selection.pids().stream()
                .filter(pid -> selected.stream()
                        .noneMatch(namespace -> namespace.pids().contains(pid)))
                .forEach(pid -> problems.add("there is no process %d (any more, or for us to see)".formatted(pid)));
        return selected;
    }

    private Optional<Observation> observe(NetNamespace namespace, List<NetNamespace> refused, List<String> problems) {
        var observer = observers.computeIfAbsent(namespace.id(), any -> new NamespaceObserver(instruments));
        try {
            if (isHere(namespace)) {
                return Optional.of(observer.observe(namespace, proc.netOfThread(), true, sourcesInside()));
            }
            if (settings.source() != SourceChoice.PROC) {
                try {
                    door.enter(namespace);
                    try {
                        return Optional.of(observer.observe(namespace, proc.netOfThread(), true, sourcesInside()));
                    } finally {
                        door.leave();
                    }
                } catch (KernelException e) {
                    if (e.isGone()) {
                        throw new VanishedException();
                    } else if (e.isRefused()) {
                        refused.add(namespace);
                    } else {
                        problems.add("%s cannot be entered: %s".formatted(namespace.describe(), e.getMessage()));
                    }
                }
            }
            return observeFromOutside(namespace, observer);
        } catch (VanishedException e) {
            namespaces.distrust();
            refused.remove(namespace);
            return namespace.byNextWay().flatMap(next -> observe(next, refused, problems));
        } catch (RuntimeException e) {
            problems.add("%s could not be read: %s".formatted(namespace.describe(), e));
            return Optional.empty();
        }
    }

    /** Through the files of one of its processes, which needs no right. */
    private Optional<Observation> observeFromOutside(NetNamespace namespace, NamespaceObserver observer)
            throws VanishedException {
        if (namespace.pids().isEmpty()) {
            return Optional.empty();
        }
        Path net = proc.net(namespace.pids().getFirst());
        if (!ProcRoot.namespaceId(net).equals(OptionalLong.of(namespace.id()))) {
            throw new VanishedException();
        }
        List<SocketSource> sources = settings.source() == SourceChoice.NETLINK
                ? List.of()
                : List.of(new ProcSource(net, tcpTable, udpTable));
        return Optional.of(observer.observe(namespace, net, false, sources));
    }

    private List<SocketSource> sourcesInside() {
        var files = new ProcSource(proc.netOfThread(), tcpTable, udpTable);
        return switch (settings.source()) {
            case AUTO -> List.of(netlink, files);
            case NETLINK -> List.of(netlink);
            case PROC -> List.of(files);
        };
    }

    private boolean isHere(NetNamespace namespace) {
        return door.here().equals(OptionalLong.of(namespace.id()));
    }

    private void findOwners(List<Observation> observations, Instant now) {
        long start = System.nanoTime();
        observations.forEach(seen -> Assembly.owned(seen, owners::want));
        var sweep = owners.find(likelyOwners(observations), now);
        meters.count(Way.OWNERS, start, sweep.descriptors(), 0);
    }

    /** A socket is as a rule held by a process of its own namespace. */
    private LinkedHashSet<Integer> likelyOwners(List<Observation> observations) {
        var pids = new LinkedHashSet<Integer>();
        observations.forEach(seen -> pids.addAll(seen.namespace().pids()));
        pids.addAll(namespaces.pids());
        return pids;
    }

    private void sayWhatIsNotSeen(List<NetNamespace> refused, List<String> problems) {
        if (!refused.isEmpty()) {
            problems.add(
                    "%d namespaces cannot be entered, so their accept-queue limits, drops of listeners and sysctls are unknown: it takes CAP_SYS_ADMIN and CAP_SYS_PTRACE, run as root"
                            .formatted(refused.size()));
        }
        if (namespaces.hidden() > 0) {
            problems.add(
                    "%d processes do not show their namespace: %s is mounted with hidepid; run as root or in the group that its gid= names"
                            .formatted(namespaces.hidden(), proc.path()));
        } else if (namespaces.showsOnlyOwnProcesses()) {
            problems.add(
                    "%s does not show process 1: it is mounted with hidepid, so namespaces and owners of other users' processes are not seen; run as root or in the group that its gid= names"
                            .formatted(proc.path()));
        }
        if (owners.pending() > 0) {
            problems.add("the owners of %d sockets are not found yet: one look reads %d descriptors, the next goes on"
                    .formatted(owners.pending(), Owners.MOST_DESCRIPTORS));
        }
        if (owners.unreadable() > 0 && owners.notFound() > 0) {
            problems.add(
                    "the owners of %d sockets are unknown: the descriptors of %d processes may not be read, which takes CAP_SYS_PTRACE, run as root"
                            .formatted(owners.notFound(), owners.unreadable()));
        }
    }

    private HostNumbers hostNumbers(List<Observation> observations, List<String> problems) {
        var sockstat = observations.stream()
                .map(seen -> NetSockstat.ofHost(seen.numbers().sockstat()))
                .filter(counters -> !counters.equals(Counters.NONE))
                .findFirst();
        var sysctls = observations.stream()
                .map(Observation::hostSysctls)
                .reduce(Map.of(), (all, more) -> more.size() > all.size() ? more : all);
        return new HostNumbers(
                sockstat.orElse(Counters.NONE), files.readSoftnet(proc.netOfThread(), problems), sysctls);
    }
}
