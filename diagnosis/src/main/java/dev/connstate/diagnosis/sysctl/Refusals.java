package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Refusal;

/** Stands in until branch sysctl is merged. */
public final class Refusals {
    public static final Refusal TCP_MAX_SYN_BACKLOG_WITH_COOKIES = new Refusal("net.ipv4.tcp_max_syn_backlog", "x");
    public static final Refusal TCP_ABORT_ON_OVERFLOW = new Refusal("net.ipv4.tcp_abort_on_overflow", "x");
    public static final Refusal NETDEV_MAX_BACKLOG = new Refusal("net.core.netdev_max_backlog", "x");
    public static final Refusal SOMAXCONN_WITHOUT_BACKLOG = new Refusal("net.core.somaxconn", "x");
    public static final Refusal SOMAXCONN_ON_NODE = new Refusal("net.core.somaxconn on the node", "x");

    private Refusals() {}
}
