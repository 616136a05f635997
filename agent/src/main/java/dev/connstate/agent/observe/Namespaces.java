package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.Container;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The namespaces that processes are in. A new process is asked for its namespace at once, a known one every
 * {@link #REFRESH}, since a process seldom moves: 2,000 processes cost 13 ms to ask.
 */
final class Namespaces {
    static final Duration REFRESH = Duration.ofSeconds(10);

    private static final int INIT = 1;
    private static final int CGROUPS_READ = 4;

    private final ProcRoot proc;
    private final MountedNamespaces mounts;
    private final Map<Integer, Long> namespaceOf = new HashMap<>();
    private final Map<Long, NetNamespace> known = new HashMap<>();
    private Instant refreshAt = Instant.MIN;
    private int hidden;

    Namespaces(ProcRoot proc, MountedNamespaces mounts) {
        this.proc = proc;
        this.mounts = mounts;
    }

    /** In the order of their ids. */
    List<NetNamespace> find(Instant now) {
        readProcesses(now);
        var byId = new TreeMap<Long, List<Integer>>();
        namespaceOf.forEach(
                (pid, id) -> byId.computeIfAbsent(id, any -> new ArrayList<>()).add(pid));
        var mounted = mounts.find();
        mounted.keySet().forEach(id -> byId.computeIfAbsent(id, any -> List.of()));
        known.keySet().retainAll(byId.keySet());
        var host = hostId();
        var found = new ArrayList<NetNamespace>(byId.size());
        byId.forEach((id, pids) -> {
            var sorted = pids.stream().sorted().toList();
            boolean isHost = host.isPresent() && host.getAsLong() == id;
            var mount = Optional.ofNullable(mounted.get(id));
            var pod = isHost ? Optional.<Pod>empty() : pod(id, sorted, mount);
            var kind = isHost ? NamespaceKind.HOST : pod.isPresent() ? NamespaceKind.POD : NamespaceKind.OTHER;
            var namespace = new NetNamespace(id, kind, sorted, pod, mount);
            known.put(id, namespace);
            found.add(namespace);
        });
        return found;
    }

    /** All processes, those outside of any known namespace too. */
    List<Integer> pids() {
        return proc.pids().boxed().toList();
    }

    /** Something was not as remembered, a process number was used again perhaps: ask everybody next time. */
    void distrust() {
        refreshAt = Instant.MIN;
        known.clear();
        mounts.distrust();
    }

    /** How many processes are there but do not show their namespace. */
    int hidden() {
        return hidden;
    }

    /** Process 1 is in every pid namespace, so its absence means that others' processes are hidden. */
    boolean showsOnlyOwnProcesses() {
        return !namespaceOf.containsKey(INIT);
    }

    private void readProcesses(Instant now) {
        if (!now.isBefore(refreshAt)) {
            namespaceOf.clear();
            // A runtime mounts a namespace, then starts the pod's processes in it, then moves them to their cgroup.
            known.values().removeIf(namespace -> namespace.pod().isEmpty());
            refreshAt = now.plus(REFRESH);
        }
        hidden = 0;
        var living = proc.pids().boxed().toList();
        namespaceOf.keySet().retainAll(Set.copyOf(living));
        for (int pid : living) {
            if (!namespaceOf.containsKey(pid)) {
                ProcRoot.namespaceId(proc.net(pid))
                        .ifPresentOrElse(id -> namespaceOf.put(pid, id), () -> countHidden(pid));
            }
        }
    }

    /**
     * A zombie has no namespace any more; a hidden process has one that is not shown. Its directory can be asked for
     * its attributes but not for access(2), which {@link Files#exists} does; and it is asked last, since a process that
     * ended meanwhile cannot be read either.
     */
    private void countHidden(int pid) {
        if (!Files.isReadable(proc.process(pid).resolve("stat")) && Files.isDirectory(proc.process(pid))) {
            hidden++;
        }
    }

    /**
     * Kernel threads live in the first namespace for ever, and the first of them is always process 2. Where they are not
     * shown, the node may be a container itself, as those of kind are: if its proc is looked at from outside, process 1 is
     * its init. And of the own namespace one can tell: only the first has tcp_mem ({@code ipv4_table}).
     */
    private OptionalLong hostId() {
        var id = namespaceOf.get(ProcRoot.KTHREADD);
        if (id != null && proc.showsKernelThreads()) {
            return OptionalLong.of(id);
        }
        var init = namespaceOf.get(INIT);
        if (proc.isMounted() && init != null) {
            return OptionalLong.of(init);
        }
        return Files.exists(proc.sysctl("net.ipv4.tcp_mem"))
                ? ProcRoot.namespaceId(proc.netOfThread())
                : OptionalLong.empty();
    }

    /** Of a namespace that is there still, as it was known. */
    private Optional<Pod> pod(long id, List<Integer> pids, Optional<Path> mount) {
        var before = known.get(id);
        return before != null && before.isStillThereWith(pids, mount) ? before.pod() : pod(pids);
    }

    private Optional<Pod> pod(List<Integer> pids) {
        return pids.stream()
                .limit(CGROUPS_READ)
                .flatMap(pid -> read(pid, "cgroup").stream())
                .flatMap(cgroup -> PodCgroup.parse(cgroup).stream())
                .map(Container::podUid)
                .map(Pod::new)
                .findFirst();
    }

    private Optional<String> read(int pid, String file) {
        try {
            return Optional.of(ProcFile.read(proc.process(pid).resolve(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
