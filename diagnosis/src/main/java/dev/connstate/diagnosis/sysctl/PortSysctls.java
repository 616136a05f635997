package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Kubernetes.UNSAFE;

import dev.connstate.diagnosis.sysctl.Kubernetes.Safe;
import dev.connstate.diagnosis.window.Kernel;
import java.util.List;

/** What bears on the ports of outgoing connections. */
final class PortSysctls {
    private static final Need TIMESTAMPS = new Need("net.ipv4.tcp_timestamps", List.of("1", "2"));

    static final List<Sysctl> ALL = List.of(
            new Sysctl(
                    "net.ipv4.ip_local_port_range",
                    "the ports that connect(2) and bind(2) to port 0 choose from",
                    Value.of("32768 60999: 28232 ports", new Form.PortRange(), Change.UP),
                    Scope.namespace(new Safe(0, new Kernel(0, 0))),
                    new Effect(
                            "the next connect(2) or bind(2) to port 0",
                            "a client whose ports towards one destination are used up by 70 % and more",
                            "a program that starts later may find its port taken: put the ports of services into ip_local_reserved_ports",
                            "1024 65535 in the host's namespace collides with NodePorts (30000 to 32767) and with whatever listens there. Ends of the same parity make the kernel complain")),
            new Sysctl(
                    "net.ipv4.ip_local_reserved_ports",
                    "ports of ip_local_port_range that are not chosen by themselves",
                    Value.of("none", new Form.PortList(), Change.ANY),
                    Scope.namespace(new Safe(27, new Kernel(3, 16)), Release.in(3, 16)),
                    new Effect(
                            "the next port that the kernel chooses",
                            "ip_local_port_range holds a port that a service must listen at",
                            "each reserved port is one less for outgoing connections",
                            "does not stop a bind(2) that names the port")),
            new Sysctl(
                    "net.ipv4.ip_unprivileged_port_start",
                    "the first port that a program may listen at without CAP_NET_BIND_SERVICE",
                    Value.of("1024", Form.number(0, 65535)),
                    Scope.namespace(new Safe(22, new Kernel(0, 0))),
                    Effect.notForStates("the next bind(2)", "cannot be above the lower end of ip_local_port_range")),
            new Sysctl(
                    "net.ipv4.tcp_tw_reuse",
                    "whether connect(2) may take over the port of a connection in TIME_WAIT",
                    Value.of("2: on loopback only; 0 before about 4.19", Form.number(0, 2), Change.only(1))
                            .needing(TIMESTAMPS),
                    Scope.namespace(UNSAFE, Release.about(4, 11)),
                    new Effect(
                            "the next connect(2), when both ends use timestamps",
                            "a client whose ports towards one destination are used up by 70 % and more, mostly in TIME_WAIT",
                            "a late segment of the old connection is told from the new one by its timestamp alone",
                            "no help for a server: incoming connections need no port. With 2 a pod that connects to itself by its pod address is not on loopback")),
            new Sysctl(
                    "net.ipv4.tcp_tw_reuse_delay",
                    "milliseconds in TIME_WAIT before tcp_tw_reuse may take the port",
                    Value.of("1000", Form.number(1, 60_000))
                            .needing(new Need("net.ipv4.tcp_tw_reuse", List.of("1", "2"))),
                    Scope.namespace(UNSAFE).since(Release.between(new Kernel(6, 12), new Kernel(6, 18))),
                    Effect.notForStates("the next connect(2)", "never shorter than a tick of the peer's timestamps")));

    private PortSysctls() {}
}
