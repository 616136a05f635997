package dev.connstate.agent;

import java.util.Set;

/**
 * Which namespaces to look at; a namespace is looked at when either set names it, and all are when both are empty.
 *
 * @param namespaces ids, as {@link dev.connstate.report.NamespaceReport#id()}
 * @param pids processes whose namespaces are meant
 */
public record Selection(Set<Long> namespaces, Set<Integer> pids) {
    public static final Selection ALL = new Selection(Set.of(), Set.of());

    public Selection {
        namespaces = Set.copyOf(namespaces);
        pids = Set.copyOf(pids);
    }

    public boolean isAll() {
        return namespaces.isEmpty() && pids.isEmpty();
    }
}
