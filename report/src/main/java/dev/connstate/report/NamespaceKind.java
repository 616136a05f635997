package dev.connstate.report;

/** Whose network namespace it is. */
public enum NamespaceKind {
    /** The kernel's first one: the node itself and its hostNetwork pods. */
    HOST,
    /** One whose processes are in the cgroup of a pod. */
    POD,
    OTHER
}
