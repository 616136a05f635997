package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which namespace each process is in. A new process is asked at once and again after {@link #REFRESH}, and then less and
 * less often, since it moves at its beginning if at all: 2,000 processes cost 13 ms to ask.
 */
final class ProcessPlaces {
    static final Duration REFRESH = Duration.ofSeconds(10);

    /** So often at least. */
    static final Duration LAST_REFRESH = Duration.ofSeconds(60);

    private final ProcRoot proc;
    private final Map<Integer, Place> places = new HashMap<>();
    private final Set<Integer> asked = new HashSet<>();
    private List<Integer> living = List.of();
    private int hidden;
    private boolean isForgotten;

    ProcessPlaces(ProcRoot proc) {
        this.proc = proc;
    }

    /** Looks who is there, and asks those whose time it is. */
    void read(Instant now) {
        hidden = 0;
        asked.clear();
        if (isForgotten) {
            places.clear();
            isForgotten = false;
        }
        living = proc.pids().boxed().toList();
        places.keySet().retainAll(Set.copyOf(living));
        for (int pid : living) {
            var place = places.get(pid);
            if (place == null || place.again.isDue(now)) {
                asked.add(pid);
                places.remove(pid);
                ProcRoot.namespaceId(proc.net(pid))
                        .ifPresentOrElse(id -> places.put(pid, Place.of(id, place, now)), () -> countHidden(pid));
            }
        }
    }

    /** All processes, those that do not show their namespace too. */
    List<Integer> living() {
        return living;
    }

    /** Has everybody asked the next time. */
    void forget() {
        isForgotten = true;
    }

    /** The processes of each namespace, the lowest first. */
    Map<Long, Set<Integer>> byNamespace() {
        var all = new TreeMap<Long, Set<Integer>>();
        places.forEach((pid, place) ->
                all.computeIfAbsent(place.namespace, any -> new TreeSet<>()).add(pid));
        return all;
    }

    /** Empty when the process is not there, or does not show it. */
    OptionalLong of(int pid) {
        var place = places.get(pid);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.namespace);
    }

    /** Whether one of these was asked in the last reading. */
    boolean wereAsked(Collection<Integer> pids) {
        return !Collections.disjoint(asked, pids);
    }

    /** How many processes are there but do not show their namespace. */
    int hidden() {
        return hidden;
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

    private record Place(long namespace, Again again) {
        static Place of(long namespace, Place before, Instant now) {
            return new Place(
                    namespace,
                    before == null || before.namespace != namespace
                            ? Again.after(REFRESH, now)
                            : before.again.later(LAST_REFRESH, now));
        }
    }
}
