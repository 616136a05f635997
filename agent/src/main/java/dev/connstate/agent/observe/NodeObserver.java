package dev.connstate.agent.observe;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.netlink.SockDiag;
import dev.connstate.agent.kernel.proc.NetSockstat;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.observe.Meters.Way;
import dev.connstate.report.Counters;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

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
    private final NetFiles files;
    private final Meters meters = new Meters();
    private final HostWalk walk;
    private final Visits visits;
    private long sockets;
    private final HostContext host;
    private final ProcessNames processes;
    private final Owners owners;

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
        this.files = new NetFiles(door.files());
        this.namespaces = new Namespaces(proc, new MountedNamespaces(settings.mounts(), door));
        this.sockDiag = new SockDiag(libc);
        this.walk = new HostWalk(settings, libc, proc, meters);
        this.visits = new Visits(
                new Instruments(
                        settings,
                        proc,
                        clock,
                        files,
                        new Sysctls(libc, proc),
                        new SettingsTurns(),
                        new ConnectionTable(),
                        meters,
                        new DetachedSearch(proc, meters)),
                door,
                sockDiag,
                walk);
        this.host = new HostContext(proc);
        this.processes = new ProcessNames(proc, host);
        this.owners = new Owners(proc, processes);
    }

    /** One look. */
    public NodeReport observe() {
        var now = clock.instant();
        var problems = new ArrayList<String>();
        var found = discover(now, problems);
        walk.begin(now, found.size(), sockets);
        problems.addAll(walk.problems());
        var round = visits.round(found);
        problems.addAll(round.problems());
        if (round.hasVanished()) {
            namespaces.distrust();
        }
        var observations = round.observations();
        sockets = observations.stream()
                .mapToLong(seen -> seen.numbers().tcpSockets())
                .sum();
        findOwners(observations, now);
        problems.addAll(Blindness.sentences(proc, round.refused(), walk.isTaken(), namespaces, owners));
        var reports = observations.stream()
                .map(seen -> Assembly.report(seen, processes::of, owners::of, settings.top()))
                .toList();
        return new NodeReport(
                host.node(), clock.instant(), hostNumbers(observations, problems), reports, problems, meters.cost());
    }

    @Override
    public void close() {
        walk.close();
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
