package dev.connstate.agent.observe;

import dev.connstate.report.NamespaceKind;
import dev.connstate.report.Pod;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace that was found.
 *
 * @param id the inode of its {@code tcp} file
 * @param pids all of its processes, the lowest first
 * @param mount where it can be entered without a process, under {@code /run/netns}
 */
record NetNamespace(long id, NamespaceKind kind, List<Integer> pids, Optional<Pod> pod, Optional<Path> mount) {
    /**
     * Whether what has this id, these processes and this mount now is this namespace still. The kernel gives a new
     * namespace the lowest free number, as a rule that of one that has just ended; but then no process is in both.
     */
    boolean isStillThereWith(List<Integer> pids, Optional<Path> mount) {
        return mount.isPresent() && mount.equals(this.mount) || !Collections.disjoint(pids, this.pids);
    }

    /** Without the mount, or else the first process, which turned out to be gone; empty when that was the last. */
    Optional<NetNamespace> byNextWay() {
        var left = mount.isPresent() ? pids : pids.subList(Math.min(1, pids.size()), pids.size());
        return left.isEmpty() ? Optional.empty() : Optional.of(new NetNamespace(id, kind, left, pod, Optional.empty()));
    }

    /** For people: enough to find it. */
    String describe() {
        return pids.isEmpty()
                ? "namespace %d (%s)".formatted(id, mount.map(Path::toString).orElse("no process"))
                : "namespace %d (pid %d)".formatted(id, pids.getFirst());
    }
}
