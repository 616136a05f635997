package dev.connstate.diagnosis.symptom.acceptqueue;

import static dev.connstate.diagnosis.lab.Expected.ofListener;
import static dev.connstate.diagnosis.symptom.acceptqueue.AcceptQueueOverflow.NAME;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.List;

/** Accept queues that overflow, and one that does not. */
final class AcceptQueueLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Duration TICK = Duration.ofMillis(50);

    /** A SYN that was dropped is sent again after one second, so a burst needs some to be done with. */
    private static final int TICKS_BETWEEN_BURSTS = 50;

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/application-backlog",
                    "A program that accepts at once, but asked for a backlog of 8, gets bursts of 20 connections.",
                    ofListener(NAME, "application-backlog", PORT),
                    stage -> {
                        stage.says("listen(%s:%d, backlog 8), as a program that leaves a small default"
                                .formatted(HERE, PORT));
                        bursts(stage, stage.listen(HERE, PORT, 8), 20);
                    }),
            Lab.of(
                    NAME + "/somaxconn",
                    "A program asks for a backlog of 1000 and gets 16, which is what the namespace allows.",
                    ofListener(NAME, "somaxconn", PORT),
                    stage -> {
                        stage.says("net.core.somaxconn = 16, then listen(%s:%d, backlog 1000)".formatted(HERE, PORT));
                        stage.sysctl("net.core.somaxconn", "16");
                        bursts(stage, stage.listen(HERE, PORT, 1000), 30);
                    }),
            Lab.of(
                    NAME + "/slow-accept",
                    "A program accepts one connection a second while ten come.",
                    ofListener(NAME, "slow-accept", PORT),
                    stage -> {
                        stage.says("listen(%s:%d, backlog 16); ten connections a second, one accept"
                                .formatted(HERE, PORT));
                        var listener = stage.listen(HERE, PORT, 16);
                        var crowd = new Crowd(stage, HERE, PORT);
                        crowd.connect(20);
                        stage.every(Duration.ofSeconds(1), () -> {
                            // In this order, or a look between the two sees a queue that is not full.
                            stage.accept(listener).ifPresent(stage::close);
                            crowd.connect(10);
                        });
                    }),
            Lab.of(
                    NAME + "/reuseport-imbalance",
                    "Two workers share a port by SO_REUSEPORT, and one of them is stuck.",
                    ofListener(NAME, "reuseport-imbalance", PORT),
                    stage -> {
                        stage.says("two sockets listen at %s:%d (SO_REUSEPORT, backlog 8); only one is accepted from"
                                .formatted(HERE, PORT));
                        var worker = stage.listen(HERE, PORT, 8, Option.REUSE_PORT);
                        stage.listen(HERE, PORT, 8, Option.REUSE_PORT);
                        var crowd = new Crowd(stage, HERE, PORT);
                        stage.every(TICK, () -> {
                            crowd.connect(1);
                            crowd.acceptAll(worker);
                        });
                    }),
            Lab.healthy(
                    "burst-that-fits",
                    "Bursts of 60 connections into a queue of 128, all accepted within a moment.",
                    stage -> {
                        stage.says("listen(%s:%d, backlog 128); bursts of 60 connections".formatted(HERE, PORT));
                        bursts(stage, stage.listen(HERE, PORT, 128), 60);
                    }));

    private AcceptQueueLabs() {}

    private static void bursts(Stage stage, Descriptor listener, int size) throws InterruptedException {
        stage.says("a burst of %d connections every %.1f s; all that wait are accepted every %d ms"
                .formatted(size, TICKS_BETWEEN_BURSTS * TICK.toMillis() / 1000.0, TICK.toMillis()));
        var crowd = new Crowd(stage, HERE, PORT);
        var ticks = new int[1];
        stage.every(TICK, () -> {
            if (ticks[0]++ % TICKS_BETWEEN_BURSTS == 0) {
                crowd.leave();
                crowd.connect(size);
            }
            stage.pause(Duration.ofMillis(5));
            crowd.acceptAll(listener);
        });
    }
}
