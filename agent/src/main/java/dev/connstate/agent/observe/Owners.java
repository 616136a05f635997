package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which process holds a socket, by its inode. The only way to know is to read the descriptors of every process, so it
 * is done for the few sockets that matter, for a bounded number of descriptors in each look, and what was found is
 * kept. A sweep that the bound cut short goes on in the next look.
 */
final class Owners {
    /** Descriptors read in one look: some 3 µs each. */
    static final int MOST_DESCRIPTORS = 50_000;

    /**
     * A socket that a whole sweep did not find is looked for again after this, since its holder may be new, and then less
     * and less often: the kernel's own have none.
     */
    static final Duration NOT_FOUND_FOR = Duration.ofSeconds(30);

    /** So often at least. */
    static final Duration LAST_NOT_FOUND_FOR = Duration.ofMinutes(16);

    private final ProcRoot proc;
    private final ProcessNames names;
    private final Map<Long, Integer> pidByInode = new HashMap<>();
    private final Map<Long, Again> notFound = new HashMap<>();
    private final Deque<Integer> sweep = new ArrayDeque<>();
    private Set<Long> sweptFor = new HashSet<>();
    private final Set<Long> wanted = new LinkedHashSet<>();
    private Set<Long> asked = new HashSet<>();
    private final Set<Integer> unreadable = new HashSet<>();

    Owners(ProcRoot proc, ProcessNames names) {
        this.proc = proc;
        this.names = names;
    }

    /** Has the next {@link #find} look for the owner, unless it is known. */
    void want(long inode) {
        if (inode != 0 && asked.add(inode) && !pidByInode.containsKey(inode) && !notFound.containsKey(inode)) {
            wanted.add(inode);
        }
    }

    /** The owner as far as it is known. */
    Optional<ProcessRef> of(long inode) {
        var pid = pidByInode.get(inode);
        return pid == null ? Optional.empty() : names.of(pid);
    }

    /** Looks for what was wanted since the last time, for as many descriptors as the bound allows. */
    Sweep find(Collection<Integer> pids, Instant now) {
        forget(new HashSet<>(pids), now);
        int descriptors = 0;
        int found = 0;
        while (!wanted.isEmpty() && descriptors < MOST_DESCRIPTORS) {
            if (sweep.isEmpty()) {
                sweptFor = new HashSet<>(wanted);
                sweep.addAll(pids);
            }
            while (!sweep.isEmpty() && !wanted.isEmpty() && descriptors < MOST_DESCRIPTORS) {
                int before = wanted.size();
                descriptors += read(sweep.poll());
                found += before - wanted.size();
            }
            if (sweep.isEmpty()) {
                sweptFor.retainAll(wanted);
                sweptFor.forEach(inode -> notFound.put(inode, nextTime(inode, now)));
                wanted.removeAll(sweptFor);
            }
        }
        if (wanted.isEmpty()) {
            sweep.clear();
        }
        return new Sweep(descriptors, found);
    }

    /** Processes whose descriptors this one may not read. */
    int unreadable() {
        return unreadable.size();
    }

    /** How many sockets are still to be looked for. */
    int pending() {
        return wanted.size();
    }

    /** How many sockets are held by no process whose descriptors could be read. */
    int notFound() {
        return notFound.size();
    }

    private void forget(Set<Integer> living, Instant now) {
        pidByInode.values().retainAll(living);
        pidByInode.keySet().retainAll(asked);
        notFound.keySet().retainAll(asked);
        notFound.forEach((inode, again) -> {
            if (again.isDue(now)) {
                wanted.add(inode);
            }
        });
        wanted.retainAll(asked);
        asked = new HashSet<>();
        unreadable.retainAll(living);
        names.retain(living);
    }

    private Again nextTime(long inode, Instant now) {
        var before = notFound.get(inode);
        return before == null ? Again.after(NOT_FOUND_FOR, now) : before.later(LAST_NOT_FOUND_FOR, now);
    }

    private int read(int pid) {
        var reading = Descriptors.read(proc, pid, inode -> {
            if (inode != 0 && wanted.remove(inode)) {
                notFound.remove(inode);
                pidByInode.put(inode, pid);
            }
            return !wanted.isEmpty();
        });
        if (reading.isRefused()) {
            unreadable.add(pid);
        } else {
            unreadable.remove(pid);
        }
        return reading.count();
    }

    record Sweep(int descriptors, int found) {}
}
