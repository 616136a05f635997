package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.sysctl.Kubernetes.Safe;
import dev.connstate.diagnosis.sysctl.Scope.Reach;
import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** What bears on connections that end. TIME_WAIT lasts 60 s by a constant of the kernel: no setting changes that. */
final class ClosingSysctls {
    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.ipv4.tcp_fin_timeout",
                    "seconds that an orphaned connection stays in FIN_WAIT2",
                    Value.of("60", Form.INT, Change.downTo(15)),
                    Scope.namespace(new Safe(29, new Kernel(4, 6)), Release.in(4, 6)),
                    new Effect(
                            "connections that enter FIN_WAIT2 from then on",
                            "many connections in FIN_WAIT2 with its timer running and no owner",
                            "a peer that still sends after that gets RST",
                            "does not shorten TIME_WAIT. No help for FIN_WAIT2 whose program has only called shutdown(2). More than 60 keeps full sockets")),
            new Sysctl(
                    "net.ipv4.tcp_orphan_retries",
                    "retransmissions before a connection that no program holds is given up",
                    Value.of("0, which means 8: 107 s measured", Form.BYTE, new Change.DownTo(3, 8)),
                    Scope.namespace(UNSAFE, Release.about(4, 6)),
                    new Effect(
                            "existing orphans at their next timer",
                            "many connections without an owner in FIN_WAIT1 or LAST_ACK that retransmit, and the host's orphans come near tcp_max_orphans",
                            "the last data may not reach a peer behind a lossy network",
                            "1 gives up after 1.8 s and loses the tail of answers")),
            new Sysctl(
                    "net.ipv4.tcp_max_orphans",
                    "connections that no program holds, on the whole host",
                    Value.of("half of the connection table (131072 of 262144)", Form.INT, Change.UP),
                    Scope.host(Reach.HOST),
                    new Effect(
                            "at once",
                            "TCPAbortOnMemory grows, and the kernel logs \"too many orphaned sockets\"",
                            "memory that cannot be swapped, up to 64 KiB for each",
                            "never lower: what is over the limit is reset")),
            new Sysctl(
                    "net.ipv4.tcp_max_tw_buckets",
                    "connections in TIME_WAIT and orphaned FIN_WAIT2 that are kept",
                    Value.of("half of the connection table (131072 of 262144)", Form.INT, Change.UP),
                    Scope.namespace(UNSAFE, Release.about(4, 11)),
                    new Effect(
                            "the next connection that would enter TIME_WAIT",
                            "TCPTimeWaitOverflow grows, and memory is not short",
                            "some 256 bytes of kernel memory for each",
                            "never lower to get rid of TIME_WAIT: late FINs are then answered with RST, and old segments may reach new connections")),
            new Sysctl(
                    "net.ipv4.tcp_timestamps",
                    "TCP timestamps; 2 without a random offset for each connection",
                    Value.of("1", Form.BYTE, Change.UP),
                    Scope.namespace(UNSAFE, Release.about(4, 13)),
                    new Effect(
                            "new connections",
                            "it is 0",
                            "12 bytes in each segment",
                            "0 takes away the protection against old segments (PAWS), the better measure of round trips, and tcp_tw_reuse")),
            new Sysctl(
                    "net.ipv4.tcp_rfc1337",
                    "whether a RST that reaches TIME_WAIT is ignored",
                    Value.of("0", Form.BYTE),
                    Scope.namespace(UNSAFE, Release.about(4, 15)),
                    Effect.notForStates(
                            "connections in TIME_WAIT at once",
                            "the kernel's documentation words it so that it is often taken for its opposite")),
            new Sysctl(
                    "net.ipv4.tcp_tw_recycle",
                    "a fast end of TIME_WAIT, by one timestamp for each peer's address",
                    Value.of("0", Form.INT, Change.only(0)),
                    Scope.namespace(UNSAFE).until(Release.about(4, 12)),
                    new Effect(
                            "each SYN",
                            "it is on, and clients behind NAT cannot connect",
                            "",
                            "never on: clients behind one NAT have different clocks, and the SYNs of all but one were dropped. Newer kernels do not have it")));

    private ClosingSysctls() {}
}
