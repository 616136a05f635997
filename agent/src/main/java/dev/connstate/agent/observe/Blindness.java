package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import java.util.ArrayList;
import java.util.List;

/** What a look could not see of a node, and the right it would take: a sentence each, for people. */
final class Blindness {
    private Blindness() {}

    /** {@code refused} namespaces could not be entered. */
    static List<String> sentences(ProcRoot proc, int refused, Namespaces namespaces, Owners owners) {
        var sentences = new ArrayList<String>();
        if (refused > 0) {
            sentences.add(
                    "%d namespaces cannot be entered, so their accept-queue limits, drops of listeners and sysctls are unknown: it takes CAP_SYS_ADMIN and CAP_SYS_PTRACE, run as root"
                            .formatted(refused));
        }
        if (namespaces.showsOnlyOwnProcesses()) {
            sentences.add(
                    "%s does not show process 1: it is mounted with hidepid, so namespaces and owners of other users' processes are not seen; run as root or in the group that its gid= names"
                            .formatted(proc.path()));
        } else if (namespaces.hidden() > 0) {
            sentences.add(
                    "%d processes do not show their namespace: %s is mounted with hidepid; run as root or in the group that its gid= names"
                            .formatted(namespaces.hidden(), proc.path()));
        }
        if (owners.pending() > 0) {
            sentences.add("the owners of %d sockets are not found yet: one look reads %d descriptors, the next goes on"
                    .formatted(owners.pending(), Owners.MOST_DESCRIPTORS));
        }
        if (owners.unreadable() > 0 && owners.notFound() > 0) {
            sentences.add(
                    "the owners of %d sockets are unknown: the descriptors of %d processes may not be read, which takes CAP_SYS_PTRACE, run as root"
                            .formatted(owners.notFound(), owners.unreadable()));
        }
        return sentences;
    }
}
