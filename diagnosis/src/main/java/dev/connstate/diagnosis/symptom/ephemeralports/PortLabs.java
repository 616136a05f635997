package dev.connstate.diagnosis.symptom.ephemeralports;

import static dev.connstate.diagnosis.lab.Expected.ofDestination;
import static dev.connstate.diagnosis.lab.Expected.ofNamespace;
import static dev.connstate.diagnosis.symptom.ephemeralports.EphemeralPortExhaustion.NAME;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.List;

/** Namespaces with few ephemeral ports, which are soon used up. */
final class PortLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Duration SECOND = Duration.ofSeconds(1);

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/time-wait",
                    "A client opens a connection for each request and closes it first, with 500 ephemeral ports.",
                    ofDestination(NAME, "time-wait", PORT),
                    stage -> {
                        ports(stage, 500, 0);
                        var listener = stage.listen(HERE, PORT, 1024);
                        stage.says("380 requests, a connection each, closed by the client; then three a second");
                        requests(stage, listener, 380);
                        stage.every(SECOND, () -> requests(stage, listener, 3));
                    }),
            Lab.of(
                    NAME + "/established",
                    "A client opens connections and keeps all of them, with 500 ephemeral ports.",
                    ofDestination(NAME, "established", PORT),
                    stage -> {
                        // What a pod may be given; no other setting matters while nothing is closed.
                        stage.says("net.ipv4.ip_local_port_range = 40000 40499");
                        stage.sysctl("net.ipv4.ip_local_port_range", "40000 40499");
                        var listener = stage.listen(HERE, PORT, 1024);
                        stage.says("380 connections at once, and then three more a second");
                        var pool = new Crowd(stage, HERE, PORT);
                        pool.connect(380);
                        pool.acceptAll(listener);
                        stage.every(SECOND, () -> {
                            if (pool.clients() < 470) {
                                pool.connect(3);
                            }
                            pool.acceptAll(listener);
                        });
                    }),
            Lab.of(
                    NAME + "/bound-ports",
                    "A client that binds its source address before connect(2) takes a port for all of its five destinations.",
                    ofNamespace(NAME, "bound-ports"),
                    stage -> fiveDestinations(stage)),
            Lab.healthy(
                    "bound-without-port",
                    "The same client with IP_BIND_ADDRESS_NO_PORT: its destinations share the ports.",
                    stage -> fiveDestinations(stage, Option.BIND_ADDRESS_NO_PORT)),
            Lab.healthy(
                    "time-wait-reused",
                    "A client on loopback closes first and uses up its ports, which tcp_tw_reuse=2 gives again after a second.",
                    stage -> {
                        ports(stage, 500, 2);
                        var listener = stage.listen(HERE, PORT, 1024);
                        stage.says("200 requests a second, a connection each, closed by the client");
                        stage.every(SECOND, () -> requests(stage, listener, 200));
                    }),
            Lab.healthy(
                    "keep-alive-pool",
                    "5,000 connections that are kept open, with the kernel's own range of ephemeral ports.",
                    stage -> {
                        stage.says("listen(%s:%d); 5,000 connections, which stay".formatted(HERE, PORT));
                        var listener = stage.listen(HERE, PORT, 1024);
                        var pool = new Crowd(stage, HERE, PORT);
                        for (int i = 0; i < 50; i++) {
                            pool.connect(100);
                            pool.acceptAll(listener);
                        }
                    }));

    private PortLabs() {}

    private static void ports(Stage stage, int ports, int reuse) {
        stage.says(
                "net.ipv4.ip_local_port_range = 40000 %d, net.ipv4.tcp_tw_reuse = %d".formatted(39_999 + ports, reuse));
        stage.sysctl("net.ipv4.ip_local_port_range", "40000 %d".formatted(39_999 + ports));
        stage.sysctl("net.ipv4.tcp_tw_reuse", Integer.toString(reuse));
    }

    /** Each ends in TIME_WAIT at the client; none is made when no port is left. */
    private static void requests(Stage stage, Stage.Descriptor listener, int requests) {
        for (int i = 0; i < requests; i++) {
            stage.tryConnect(HERE, PORT).ifPresent(client -> {
                var server = stage.accept(listener);
                stage.close(client);
                server.ifPresent(stage::close);
            });
        }
    }

    private static void fiveDestinations(Stage stage, Option... options) throws InterruptedException {
        ports(stage, 200, 0);
        stage.says("32 connections to each of five destinations, from sockets bound to " + HERE);
        for (int destination = 1; destination <= 5; destination++) {
            var address = "127.0.1." + destination;
            var listener = stage.listen(address, PORT, 64);
            for (int i = 0; i < 32; i++) {
                stage.connectFrom(HERE, address, PORT, options);
                stage.accept(listener);
            }
        }
    }
}
