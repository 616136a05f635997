package dev.connstate.report;

/** What a namespace's socket tables were read from. */
public enum SourceKind {
    /** sock_diag(7) inside the namespace. */
    NETLINK,
    /** One walk of a BPF program over the table of all namespaces; listeners, ages and UDP by sock_diag. */
    BPF,
    /** {@code /proc/<pid>/net}: no accept-queue limit, no drops of a listener, no ages, no buffers, no sysctls. */
    PROC
}
