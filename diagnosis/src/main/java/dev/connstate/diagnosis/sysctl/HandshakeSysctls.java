package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** What bears on the two queues of a listening socket, and on a SYN that gets no answer. */
final class HandshakeSysctls {
    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.core.somaxconn",
                    "the most that listen(2) gets as the limit of its queues",
                    Value.of("4096; 128 before about 5.4", Form.number(0, Integer.MAX_VALUE), Change.UP),
                    Scope.namespace(UNSAFE),
                    new Effect(
                            "the next listen(2), so the program must be restarted after it",
                            "a listener whose limit is somaxconn overflows in bursts, and the program keeps up on average",
                            "a longer queue is a longer wait: clients may give up on connections that are then accepted",
                            "no help where the listener's limit is smaller than somaxconn, because the program asked for less (Java 50 unless told): raise the program's backlog. No help against a slow accept(2) either")),
            new Sysctl(
                    "net.ipv4.tcp_max_syn_backlog",
                    "how many half-open connections a listener keeps while SYN cookies are off",
                    Value.of(
                                    "an entry for each 128 of the connection table (tcp_ehash_entries), at least 128",
                                    Form.INT,
                                    Change.UP)
                            .needing(new Need("net.ipv4.tcp_syncookies", List.of("0"))),
                    Scope.namespace(UNSAFE, Release.about(4, 11)),
                    new Effect(
                            "each SYN, of existing listeners too",
                            "tcp_syncookies is 0 on purpose, and ListenDrops grows while TCPReqQFullDrop and ListenOverflows do not",
                            "some 300 bytes for each half-open connection of a flood",
                            "not looked at unless tcp_syncookies is 0: otherwise the listener's backlog is the limit of its SYN queue")),
            new Sysctl(
                    "net.ipv4.tcp_syncookies",
                    "whether a listener whose SYN queue is full answers without keeping state",
                    Value.of("1: when the queue is full", Form.BYTE, Change.only(1)),
                    Scope.namespace(new Kubernetes.Safe(0, new Kernel(4, 6)), Release.in(4, 6)),
                    new Effect(
                            "each SYN, of existing listeners too",
                            "it is 0",
                            "",
                            "never 0 where strangers can connect, never 2 (always) in production: a cookie forgets TCP options, and an overflow then leaves the client connected to nobody. SyncookiesSent under legal load says that the backlog is too small")),
            new Sysctl(
                    "net.ipv4.tcp_abort_on_overflow",
                    "whether an ACK that finds the accept queue full is answered with RST",
                    Value.of("0", Form.BYTE, Change.only(0)),
                    Scope.namespace(UNSAFE, Release.about(4, 15)),
                    new Effect(
                            "each ACK that ends a handshake",
                            "it is on, and clients see ECONNRESET when they connect",
                            "",
                            "on makes a short burst a reset for clients that a retransmission would have let in, and changes nothing for the SYNs that a full queue drops")),
            new Sysctl(
                    "net.ipv4.tcp_synack_retries",
                    "how often an unanswered SYN-ACK is sent again",
                    Value.of("5: given up after 63 s", Form.BYTE, Change.downTo(2)),
                    Scope.namespace(UNSAFE, Release.about(4, 6)),
                    new Effect(
                            "existing half-open connections at their next timer",
                            "half-open connections with three or more retransmissions fill the SYN queue, cookies are in use, and the network is fine",
                            "clients behind a lossy network get fewer chances",
                            "1 and less break clients behind a lossy network. Under pressure the kernel already retries less")),
            new Sysctl(
                    "net.ipv4.tcp_syn_retries",
                    "how often an unanswered SYN is sent again",
                    Value.of(
                            "6: ETIMEDOUT after 127 s, from about 6.5 on after 134 s (see tcp_syn_linear_timeouts)",
                            Form.number(1, 127)),
                    Scope.namespace(UNSAFE, Release.about(4, 6)),
                    new Effect(
                            "existing connections in SYN_SENT at their next timer",
                            "",
                            "",
                            "shortens every connect(2) of the namespace, those that a retransmission would have saved too: give the program a connect timeout, or the socket TCP_SYNCNT or TCP_USER_TIMEOUT")),
            new Sysctl(
                    "net.ipv4.tcp_syn_linear_timeouts",
                    "how many of the first SYN retransmissions come a second apart, before the wait doubles",
                    Value.of("4", Form.number(0, 127)),
                    Scope.namespace(UNSAFE).since(Release.about(6, 5)),
                    Effect.notForStates("existing connections in SYN_SENT at their next timer", "")),
            new Sysctl(
                    "net.ipv4.tcp_migrate_req",
                    "whether connections that a closing SO_REUSEPORT listener has queued go to another of the group",
                    Value.of("0", Form.number(0, 1), Change.only(1)),
                    Scope.namespace(UNSAFE).since(Release.about(5, 14)),
                    new Effect(
                            "the next close(2) or shutdown(2) of a listener",
                            "restarts of SO_REUSEPORT listeners, with EstabResets growing and clients that see ECONNRESET",
                            "the connections go to a listener that may have other socket options",
                            "no help for a listener that shares its port with nobody")),
            new Sysctl(
                    "net.ipv4.tcp_fastopen",
                    "TCP Fast Open, a bit each: 1 for clients, 2 for servers",
                    Value.of("1", Form.INT),
                    Scope.namespace(UNSAFE, Release.about(4, 15)),
                    Effect.notForStates("the next listen(2) or connect(2)", "some middleboxes drop SYNs with data")));

    private HandshakeSysctls() {}
}
