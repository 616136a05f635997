package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.sysctl.Kubernetes.Safe;
import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** What finds out that a peer is gone. */
final class LivenessSysctls {
    private static final Scope KEEPALIVE = Scope.namespace(new Safe(29, new Kernel(4, 5)), Release.in(4, 5));

    private static final String SOCKETS_WITH_KEEPALIVE =
            "sockets with SO_KEEPALIVE and without a value of their own (TCP_KEEPIDLE and the like); existing ones when their running timer ends";
    private static final String WITHOUT_SO_KEEPALIVE =
            "no effect on sockets without SO_KEEPALIVE: the program must set it. For CLOSE_WAIT it only hides the leak";
    private static final String IDLE_TOO_LONG =
            "idle connections with the keepalive timer, and a load balancer, NAT or conntrack that forgets them sooner";

    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.ipv4.tcp_keepalive_time",
                    "seconds of silence before the first keepalive probe",
                    Value.of("7200", Form.INT, Change.downTo(1)),
                    KEEPALIVE,
                    new Effect(
                            SOCKETS_WITH_KEEPALIVE,
                            IDLE_TOO_LONG,
                            "a packet and its answer each time on every idle connection with SO_KEEPALIVE",
                            WITHOUT_SO_KEEPALIVE)),
            new Sysctl(
                    "net.ipv4.tcp_keepalive_intvl",
                    "seconds between keepalive probes that get no answer",
                    Value.of("75", Form.INT, Change.downTo(1)),
                    KEEPALIVE,
                    new Effect(
                            SOCKETS_WITH_KEEPALIVE,
                            "dead peers are to be found sooner than the silence and nine intervals",
                            "a short loss of the network ends connections that would have lived",
                            WITHOUT_SO_KEEPALIVE)),
            new Sysctl(
                    "net.ipv4.tcp_keepalive_probes",
                    "keepalive probes without an answer before the connection is given up",
                    Value.of("9: a dead peer is found after 7200 + 9 * 75 = 7875 s", Form.BYTE, Change.downTo(2)),
                    KEEPALIVE,
                    new Effect(
                            SOCKETS_WITH_KEEPALIVE,
                            "dead peers are to be found sooner than the silence and nine intervals",
                            "a short loss of the network ends connections that would have lived",
                            WITHOUT_SO_KEEPALIVE)),
            new Sysctl(
                    "net.ipv4.tcp_retries1",
                    "retransmissions before the route is asked for again",
                    Value.of("3", Form.BYTE),
                    Scope.namespace(UNSAFE, Release.about(4, 6)),
                    Effect.notForStates("existing sockets at their next retransmission", "")),
            new Sysctl(
                    "net.ipv4.tcp_retries2",
                    "retransmissions of data before a connection is given up",
                    Value.of("15: at least 924.6 s", Form.BYTE, Change.downTo(8)),
                    Scope.namespace(UNSAFE, Release.about(4, 6)),
                    new Effect(
                            "existing sockets at their next retransmission",
                            "established connections to dead nodes that retransmit for minutes",
                            "every connection of the namespace gives up sooner",
                            "fewer than 8 gives up before the 100 s that RFC 1122 asks for: give the program's sockets TCP_USER_TIMEOUT instead")),
            new Sysctl(
                    "net.ipv4.tcp_rto_max_ms",
                    "the longest wait between retransmissions, in milliseconds",
                    Value.of("120000", Form.number(1000, 120_000)),
                    Scope.namespace(UNSAFE).since(Release.between(new Kernel(6, 12), new Kernel(6, 18))),
                    Effect.notForStates("sockets at their next retransmission", "")));

    private LivenessSysctls() {}
}
