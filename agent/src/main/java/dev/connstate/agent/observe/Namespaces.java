package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.Container;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The network namespaces of this machine: those that processes are in, and those that are mounted. */
final class Namespaces {
    private static final int INIT = 1;
    private static final int CGROUPS_READ = 4;

    private final ProcRoot proc;
    private final MountedNamespaces mounts;
    private final ProcessPlaces places;
    private final Map<Long, NetNamespace> known = new HashMap<>();

    Namespaces(ProcRoot proc, MountedNamespaces mounts) {
        this.proc = proc;
        this.mounts = mounts;
        this.places = new ProcessPlaces(proc);
    }

    /** In the order of their ids. */
    List<NetNamespace> find(Instant now) {
        places.read(now);
        var byId = places.byNamespace();
        var mounted = mounts.find();
        mounted.keySet().forEach(id -> byId.computeIfAbsent(id, any -> Set.of()));
        known.keySet().retainAll(byId.keySet());
        var host = hostId();
        var found = new ArrayList<NetNamespace>(byId.size());
        byId.forEach((id, pids) -> {
            var sorted = List.copyOf(pids);
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

    /** All processes, those outside of any namespace that was found too. */
    List<Integer> pids() {
        return places.living();
    }

    /** Something was not as remembered, a process number was used again perhaps: ask everybody next time. */
    void distrust() {
        places.forget();
        known.clear();
        mounts.distrust();
    }

    /** How many processes are there but do not show their namespace. */
    int hidden() {
        return places.hidden();
    }

    /** Process 1 is in every pid namespace, so its absence means that others' processes are hidden. */
    boolean showsOnlyOwnProcesses() {
        return places.of(INIT).isEmpty();
    }

    /**
     * Kernel threads live in the first namespace for ever, and the first of them is always process 2. Where they are not
     * shown, the node may be a container itself, as those of kind are: if its proc is looked at from outside, process 1 is
     * its init. And of the own namespace one can tell: only the first has tcp_mem ({@code ipv4_table}).
     */
    private OptionalLong hostId() {
        var first = places.of(ProcRoot.KTHREADD);
        if (first.isPresent() && proc.showsKernelThreads()) {
            return first;
        }
        var init = places.of(INIT);
        if (proc.isMounted() && init.isPresent()) {
            return init;
        }
        return Files.exists(proc.sysctl("net.ipv4.tcp_mem"))
                ? ProcRoot.namespaceId(proc.netOfThread())
                : OptionalLong.empty();
    }

    /**
     * Of a namespace that is there still, as it was known. A runtime mounts a namespace, then starts the pod's processes in
     * it, then moves them to their cgroup: one that is no pod's may be later.
     */
    private Optional<Pod> pod(long id, List<Integer> pids, Optional<Path> mount) {
        var before = known.get(id);
        return before != null
                        && before.isStillThereWith(pids, mount)
                        && (before.pod().isPresent() || !places.wereAsked(pids))
                ? before.pod()
                : pod(pids);
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
