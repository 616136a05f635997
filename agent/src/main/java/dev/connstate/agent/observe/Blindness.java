package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import java.util.ArrayList;
import java.util.List;

/** What a look could not see of a node, and the right it would take: a sentence each, for people. */
final class Blindness {
    private Blindness() {}

    /** {@code refused} namespaces could not be entered; {@code walked} says whether the kernel told of them by bpf. */
    static List<String> sentences(ProcRoot proc, int refused, boolean walked, Namespaces namespaces, Owners owners) {
        var sentences = new ArrayList<String>();
        if (refused > 0) {
            sentences.add(
                    "%s cannot be entered, so %s there are unknown: it takes CAP_SYS_ADMIN and CAP_SYS_PTRACE, run as root"
                            .formatted(
                                    counted(refused, "namespace"),
                                    walked
                                            ? "ages, buffers of UDP sockets and some sysctls"
                                            : "accept-queue limits, drops of listeners, ages and sysctls"));
        }
        if (namespaces.hidden() > 0) {
            sentences.add(
                    "the namespace of %s is not shown: %s is mounted with hidepid; run as root or in the group that its gid= names"
                            .formatted(counted(namespaces.hidden(), "process"), proc.path()));
        } else if (namespaces.showsOnlyOwnProcesses()) {
            sentences.add(
                    "%s does not show process 1: it is mounted with hidepid, so namespaces and owners of other users' processes are not seen; run as root or in the group that its gid= names"
                            .formatted(proc.path()));
        }
        if (owners.pending() > 0) {
            sentences.add("the owner of %s is not found yet: one look reads %d descriptors, the next goes on"
                    .formatted(counted(owners.pending(), "socket"), Owners.MOST_DESCRIPTORS));
        }
        if (owners.unreadable() > 0 && owners.notFound() > 0) {
            sentences.add(
                    "the owner of %s is unknown: the descriptors of %s may not be read, which takes CAP_SYS_PTRACE, run as root"
                            .formatted(counted(owners.notFound(), "socket"), counted(owners.unreadable(), "process")));
        }
        return sentences;
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + (noun.endsWith("s") ? "es" : "s");
    }
}
