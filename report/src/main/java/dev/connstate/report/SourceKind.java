package dev.connstate.report;

/** What a namespace's socket tables were read from. */
public enum SourceKind {
    /** sock_diag(7) inside the namespace. */
    NETLINK,
    /** {@code /proc/<pid>/net}: no accept-queue limit, no drops of a listener, no ages, no buffers, no sysctls. */
    PROC
}
