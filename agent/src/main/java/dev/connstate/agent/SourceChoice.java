package dev.connstate.agent;

/** Where the user wants the socket tables read from. */
public enum SourceChoice {
    /** For each namespace the best one that the rights allow. */
    AUTO,
    BPF,
    NETLINK,
    PROC
}
