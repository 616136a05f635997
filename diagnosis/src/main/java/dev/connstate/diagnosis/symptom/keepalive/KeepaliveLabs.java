package dev.connstate.diagnosis.symptom.keepalive;

import static dev.connstate.diagnosis.lab.Expected.ofProcess;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Idle connections, to an address that is not loopback's. The load balancer that forgets them is only stated: there is
 * none on a stage.
 */
final class KeepaliveLabs {
    private static final String HERE = "10.254.0.1";
    private static final int PORT = 8080;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** Descriptors that are left to the stage's own use. */
    private static final int SPARE = 200;

    static final List<Lab> WITHOUT = List.of(
            Lab.of(
                            IdleWithoutKeepalive.NAME + "/" + IdleWithoutKeepalive.CAUSE,
                            "A pool of connections is silent for longer than a load balancer remembers, without SO_KEEPALIVE.",
                            ofProcess(IdleWithoutKeepalive.NAME, IdleWithoutKeepalive.CAUSE),
                            stage -> idle(stage))
                    .stating(LIMIT),
            Lab.healthy(
                            "five-thousand-keepalive",
                            "A server has 5,000 connections that are kept open, of which some are used now and then.",
                            KeepaliveLabs::manyHealthy)
                    .stating(Duration.ofSeconds(350)));

    static final List<Lab> TOO_SLOW = List.of(
            Lab.of(
                            KeepaliveTooSlow.NAME + "/" + SlowCause.KEEPALIVE_TIME.label(),
                            "A pool of connections has SO_KEEPALIVE, and the namespace asks after two hours.",
                            ofProcess(KeepaliveTooSlow.NAME, SlowCause.KEEPALIVE_TIME.label()),
                            stage -> idle(stage, Option.KEEPALIVE))
                    .stating(LIMIT),
            Lab.of(
                            KeepaliveTooSlow.NAME + "/" + SlowCause.KEEPALIVE_INTVL.label(),
                            "The namespace sends the first keepalive probe after a second, and the next 75 s later.",
                            ofProcess(KeepaliveTooSlow.NAME, SlowCause.KEEPALIVE_INTVL.label()),
                            stage -> {
                                stage.says("tcp_keepalive_time = 1, tcp_keepalive_intvl = 75 as always");
                                stage.sysctl(SlowCause.TIME, "1");
                                idle(stage, Option.KEEPALIVE);
                            })
                    .stating(LIMIT),
            Lab.of(
                            KeepaliveTooSlow.NAME + "/" + SlowCause.KEEPIDLE.label(),
                            "A program has set TCP_KEEPIDLE to an hour, so that the namespace's quick sysctls do not count.",
                            ofProcess(KeepaliveTooSlow.NAME, SlowCause.KEEPIDLE.label()),
                            stage -> {
                                quick(stage);
                                idle(stage, Option.KEEPALIVE, Option.KEEPIDLE);
                            })
                    .stating(LIMIT),
            Lab.healthy(
                            "keepalive-in-time",
                            "A pool of silent connections whose keepalive asks every second.",
                            stage -> {
                                quick(stage);
                                idle(stage, Option.KEEPALIVE);
                            })
                    .stating(LIMIT.multipliedBy(3)));

    private KeepaliveLabs() {}

    private static void quick(Stage stage) {
        stage.says("tcp_keepalive_time = 1, tcp_keepalive_intvl = 1");
        stage.sysctl(SlowCause.TIME, "1");
        stage.sysctl(SlowCause.INTERVAL, "1");
    }

    private static void idle(Stage stage, Option... options) {
        stage.says("20 connections to %s:%d, over which nothing is sent".formatted(HERE, PORT));
        stage.address(HERE);
        open(stage, stage.listen(HERE, PORT, 128, options), 20, options);
    }

    private static void manyHealthy(Stage stage) throws InterruptedException {
        int most = Math.min(5000, (stage.room() - SPARE) / 2);
        stage.says("%d connections to %s:%d; every 50 ms one is used".formatted(most, HERE, PORT));
        stage.address(HERE);
        var listener = stage.listen(HERE, PORT, 4096, Option.KEEPALIVE);
        var clients = open(stage, listener, most, Option.KEEPALIVE);
        var turn = new int[1];
        stage.every(Duration.ofMillis(50), () -> stage.send(clients.get(turn[0]++ % most), 10));
    }

    private static List<Descriptor> open(Stage stage, Descriptor listener, int connections, Option... options) {
        var clients = new ArrayList<Descriptor>();
        for (int i = 0; i < connections; i++) {
            clients.add(stage.connect(HERE, PORT, options));
            stage.accept(listener);
        }
        return clients;
    }
}
