package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.sysctl.Scope.Reach;
import java.util.List;

/** The connection tracking table. On Kubernetes the one that matters is the node's. */
final class ConntrackSysctls {
    /** The kernel keeps them as ticks of its clock, of which 1000 a second are the most, in an int. */
    private static final Form SECONDS = Form.number(-1, Integer.MAX_VALUE / 1000);

    private static final String TABLE_FULL = "the table is full by 80 % and more, and most entries are in this state";
    private static final String NODE_TABLE =
            "no use in a pod: its namespace's table is mostly empty, and the node's is the one that fills";

    /** RFC 5382 lets no NAT forget an established connection sooner. */
    private static final int TWO_HOURS_FOUR_MINUTES = 7440;

    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.netfilter.nf_conntrack_max",
                    "entries that each namespace's table may hold",
                    Value.of("262144 with more than 4 GiB of memory", Form.number(0, Integer.MAX_VALUE), Change.UP),
                    Scope.host(Reach.HOST_SHOWN),
                    new Effect(
                            "at once",
                            "the table is full by 80 % and more, or early_drop or drop grows",
                            "kernel memory for each entry, and longer chains unless nf_conntrack_buckets grows too. kube-proxy writes its own value when it starts (about 32768 for each CPU, at least 131072): change it there",
                            "not writable in a pod")),
            new Sysctl(
                    "net.netfilter.nf_conntrack_buckets",
                    "hash buckets of the table that all namespaces share",
                    Value.of("as many as nf_conntrack_max", Form.POSITIVE, Change.UP),
                    Scope.host(Reach.HOST_SHOWN),
                    new Effect(
                            "at once: the table is built anew",
                            "nf_conntrack_max is to be larger than this",
                            "8 bytes of kernel memory each",
                            "not writable in a pod")),
            timeout(
                    "tcp_timeout_established",
                    "established, and silent",
                    "432000, five days; kube-proxy sets about 24 h",
                    Change.downTo(TWO_HOURS_FOUR_MINUTES),
                    new Effect(
                            "each entry at its next packet",
                            TABLE_FULL,
                            "connections that are silent for longer are forgotten, and hang or are reset when they speak again",
                            "never shorter than programs are silent. " + NODE_TABLE)),
            timeout(
                    "tcp_timeout_time_wait",
                    "closed by both",
                    "120",
                    Change.downTo(30),
                    new Effect(
                            "each entry at its next packet",
                            TABLE_FULL,
                            "late segments of a closed connection are no longer known",
                            "TIME_WAIT of the sockets lasts 60 s all the same. " + NODE_TABLE)),
            timeout(
                    "tcp_timeout_close_wait",
                    "closed by the peer alone",
                    "60; kube-proxy sets about 1 h",
                    Change.downTo(60),
                    new Effect(
                            "each entry at its next packet",
                            TABLE_FULL,
                            "a program that answers slowly after its peer's FIN loses the connection",
                            "closes no socket: CLOSE_WAIT of the sockets stays. " + NODE_TABLE)),
            timeout("tcp_timeout_syn_sent", "that has seen one SYN", "120"),
            timeout("tcp_timeout_syn_recv", "that has seen SYN and SYN-ACK", "60"),
            timeout("tcp_timeout_fin_wait", "closed by one end", "120"),
            timeout("tcp_timeout_last_ack", "that waits for the last ACK", "30"),
            timeout("tcp_timeout_close", "that was reset", "10"),
            timeout("tcp_timeout_max_retrans", "whose retransmissions got no answer", "300"),
            timeout("tcp_timeout_unacknowledged", "with data that nobody acknowledged", "300"),
            timeout("udp_timeout", "of UDP, seen in one direction", "30"),
            timeout("udp_timeout_stream", "of UDP, seen in both directions", "120"));

    private ConntrackSysctls() {}

    private static Sysctl timeout(String name, String what, String standard) {
        return timeout(
                name, what, standard, Change.NEVER, Effect.notForStates("each entry at its next packet", NODE_TABLE));
    }

    private static Sysctl timeout(String name, String what, String standard, Change change, Effect effect) {
        return new Sysctl(
                "net.netfilter.nf_conntrack_" + name,
                "seconds until an entry is forgotten: a connection " + what,
                Value.of(standard, SECONDS, change),
                Scope.namespace(Kubernetes.UNSAFE),
                effect);
    }
}
