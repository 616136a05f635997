package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.sysctl.Kubernetes.Safe;
import dev.connstate.diagnosis.sysctl.Scope.Reach;
import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** What bounds the buffers of sockets, and the queue before all of them. */
final class MemorySysctls {
    private static final Form BYTES = new Form.Numbers(3, 1, Integer.MAX_VALUE);
    private static final Scope COPIED_FROM_HOST = Scope.namespace(new Safe(32, new Kernel(4, 15)), Release.in(4, 15));

    private static final String TCP_BUFFERS =
            "lowest and first value: new sockets; highest: what existing ones may grow to as well";
    private static final String TCP_HAS_ITS_OWN =
            "TCP buffers grow by tcp_rmem and tcp_wmem, not by this. Not writable in a pod";

    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.ipv4.tcp_rmem",
                    "least, first and greatest receive buffer of a TCP socket, in bytes",
                    Value.of("4096 131072 33554432; up to about 6.12 the last is 6291456", BYTES, Change.ANY),
                    COPIED_FROM_HOST,
                    new Effect(
                            TCP_BUFFERS,
                            "senders wait for the receive window on a path of much bandwidth and delay (raise the last), or memory is short (lower it)",
                            "buffers count against the pod's memory limit",
                            "no effect on sockets with SO_RCVBUF: that ends their growing")),
            new Sysctl(
                    "net.ipv4.tcp_wmem",
                    "least, first and greatest send buffer of a TCP socket, in bytes",
                    Value.of("4096 16384 4194304", BYTES, Change.ANY),
                    COPIED_FROM_HOST,
                    new Effect(
                            TCP_BUFFERS,
                            "memory is short (lower the last)",
                            "buffers count against the pod's memory limit",
                            "no effect on sockets with SO_SNDBUF")),
            new Sysctl(
                    "net.ipv4.tcp_mem",
                    "pages that all TCP sockets may hold: no pressure, pressure, at most",
                    Value.of("set at boot, by the machine's memory", Form.PAGES, Change.UP),
                    Scope.host(Reach.HOST),
                    new Effect(
                            "at once",
                            "sockstat's TCP mem is over the second number, and TCPMemoryPressures grows",
                            "memory that nothing else can use, and that is not swapped",
                            "a pod's memory limit is another one. Not in a pod's namespace")),
            new Sysctl(
                    "net.ipv4.udp_mem",
                    "pages that all UDP sockets may hold: no pressure, pressure, at most",
                    Value.of("set at boot, by the machine's memory", Form.PAGES, Change.UP),
                    Scope.host(Reach.HOST),
                    new Effect(
                            "at once",
                            "Udp.MemErrors grows",
                            "memory that nothing else can use, and that is not swapped",
                            "no help where a socket's own buffer is full. Not in a pod's namespace")),
            new Sysctl(
                    "net.core.rmem_max",
                    "the most that SO_RCVBUF may ask for, in bytes",
                    Value.of("4194304; up to about 6.12 212992", Form.POSITIVE, Change.UP),
                    Scope.host(Reach.HOST_SHOWN),
                    new Effect(
                            "the next setsockopt(2), so the program must be restarted after it",
                            "UDP drops at a socket whose buffer is twice rmem_max: it asked for more than it got",
                            "any program of the host may hold that much for each socket",
                            TCP_HAS_ITS_OWN)),
            new Sysctl(
                    "net.core.wmem_max",
                    "the most that SO_SNDBUF may ask for, in bytes",
                    Value.of("4194304; up to about 6.12 212992", Form.POSITIVE, Change.UP),
                    Scope.host(Reach.HOST_SHOWN),
                    new Effect(
                            "the next setsockopt(2), so the program must be restarted after it",
                            "Udp.SndbufErrors grows at a socket whose buffer is twice wmem_max",
                            "any program of the host may hold that much for each socket",
                            TCP_HAS_ITS_OWN)),
            new Sysctl(
                    "net.core.rmem_default",
                    "the receive buffer of a socket without SO_RCVBUF, in bytes; not of TCP",
                    Value.of("212992", Form.POSITIVE, Change.UP),
                    Scope.host(Reach.HOST_SHOWN),
                    new Effect(
                            "new sockets",
                            "UDP drops at sockets with this buffer, of a program that cannot be changed",
                            "every such socket of the host may hold that much",
                            TCP_HAS_ITS_OWN)),
            new Sysctl(
                    "net.core.wmem_default",
                    "the send buffer of a socket without SO_SNDBUF, in bytes; not of TCP",
                    Value.of("212992", Form.POSITIVE),
                    Scope.host(Reach.HOST_SHOWN),
                    Effect.notForStates("new sockets", TCP_HAS_ITS_OWN)),
            new Sysctl(
                    "net.ipv4.udp_rmem_min",
                    "the receive buffer that a UDP socket has even when udp_mem is used up, in bytes",
                    Value.of("4096", Form.POSITIVE),
                    Scope.namespace(UNSAFE),
                    Effect.notForStates("existing sockets at once", "")),
            new Sysctl(
                    "net.ipv4.udp_wmem_min",
                    "the send buffer that a UDP socket has even when udp_mem is used up, in bytes",
                    Value.of("4096", Form.POSITIVE),
                    Scope.namespace(UNSAFE),
                    Effect.notForStates("existing sockets at once", "")),
            new Sysctl(
                    "net.ipv4.tcp_moderate_rcvbuf",
                    "whether receive buffers grow by themselves, up to tcp_rmem's last number",
                    Value.of("1", Form.BYTE),
                    Scope.namespace(UNSAFE, Release.about(4, 15)),
                    Effect.notForStates("existing sockets at once", "off keeps every connection at its first window")),
            new Sysctl(
                    "net.core.netdev_max_backlog",
                    "packets that wait for one CPU between the network card and the protocols",
                    Value.of("1000", Form.number(0, Integer.MAX_VALUE), Change.UP),
                    Scope.host(Reach.HOST),
                    new Effect(
                            "at once",
                            "the second column of softnet_stat grows: packets dropped before any socket",
                            "a longer queue is a longer wait",
                            "nothing to do with accept queues or half-open connections. Not in a pod's namespace")),
            new Sysctl(
                    "net.ipv4.tcp_child_ehash_entries",
                    "entries of the connection table that a new namespace gets for itself; 0 shares the host's",
                    Value.of("0", Form.number(0, 1 << 24)),
                    Scope.namespace(UNSAFE),
                    Effect.notForStates(
                            "namespaces that are made from this one afterwards",
                            "a small table also makes tcp_max_syn_backlog and tcp_max_tw_buckets small")),
            new Sysctl(
                    "net.ipv4.tcp_ehash_entries",
                    "entries of the connection table; negative when it is shared with the host",
                    Value.of("set at boot, by the machine's memory", Form.INT),
                    Scope.of(Reach.NAMESPACE_FIXED, Kubernetes.NODE_ONLY),
                    Effect.notForStates("nothing: it only shows what tcp_child_ehash_entries or the boot chose", "")));

    private MemorySysctls() {}
}
