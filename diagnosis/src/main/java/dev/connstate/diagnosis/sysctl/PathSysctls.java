package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.sysctl.Kubernetes.Safe;
import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** How fast data goes: no setting for states or queues, and so never advised from them. */
final class PathSysctls {
    private static final String NOT_FOR_STATES = "not a setting for connection states or queues";

    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.ipv4.tcp_slow_start_after_idle",
                    "whether a connection that was silent starts slowly again",
                    Value.of("1", Form.BYTE),
                    Scope.namespace(new Safe(37, new Kernel(0, 0)), Release.about(4, 15)),
                    Effect.notForStates("existing sockets when they send after a silence", NOT_FOR_STATES)),
            new Sysctl(
                    "net.ipv4.tcp_notsent_lowat",
                    "bytes not yet sent under which a socket is writable",
                    Value.of("4294967295: no limit", Form.number(0, 4_294_967_295L)),
                    Scope.namespace(new Safe(37, new Kernel(0, 0))),
                    Effect.notForStates("existing sockets without TCP_NOTSENT_LOWAT", NOT_FOR_STATES)),
            new Sysctl(
                    "net.ipv4.tcp_no_metrics_save",
                    "whether what a connection learned about the path is forgotten when it closes",
                    Value.of("0", Form.BYTE),
                    Scope.namespace(UNSAFE, Release.about(4, 15)),
                    Effect.notForStates("existing sockets when they close", NOT_FOR_STATES)),
            new Sysctl(
                    "net.ipv4.tcp_mtu_probing",
                    "whether TCP finds the path's packet size by itself: 1 when segments get lost, 2 always",
                    Value.of("0", Form.BYTE),
                    Scope.namespace(UNSAFE),
                    new Effect(
                            "existing sockets at their next retransmission",
                            "full segments are retransmitted and small ones arrive: a black hole for large packets",
                            "",
                            NOT_FOR_STATES)));

    private PathSysctls() {}
}
