package dev.connstate.diagnosis.symptom.connectstall;

import static dev.connstate.diagnosis.lab.Expected.ofDestination;
import static dev.connstate.diagnosis.symptom.connectstall.ConnectStall.NAME;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import java.time.Duration;
import java.util.List;

/**
 * Connections that get no answer. A full connection tracking table has no lab: its limit is the whole host's.
 */
final class ConnectLabs {
    private static final String HERE = "127.0.0.1";
    private static final String DEAD = "127.0.0.2";
    private static final int PORT = 8080;
    private static final Duration SECOND = Duration.ofSeconds(1);

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/silent-drop",
                    "A firewall drops every SYN to a service that would have room for them.",
                    ofDestination(NAME, "silent-drop", PORT),
                    stage -> {
                        stage.says(
                                "listen(%s:%d, backlog 128), and what arrives there is dropped".formatted(HERE, PORT));
                        stage.deafen(stage.listen(HERE, PORT, 128));
                        stage.says("six clients connect and wait, and another one every two seconds");
                        var crowd = new Crowd(stage, HERE, PORT);
                        crowd.connect(6);
                        stage.every(Duration.ofSeconds(2), () -> crowd.connect(1));
                    }),
            Lab.of(
                    NAME + "/remote-queue-full",
                    "The program at the other end has stopped accepting, so its kernel drops the SYNs of new clients.",
                    ofDestination(NAME, "remote-queue-full", PORT),
                    stage -> {
                        stage.says(
                                "listen(%s:%d, backlog 4), and a program that accepts nothing".formatted(HERE, PORT));
                        stage.listen(HERE, PORT, 4);
                        stage.says("eleven clients connect: five fit into the queue, six wait");
                        new Crowd(stage, HERE, PORT).connect(11);
                    }),
            Lab.healthy(
                    "connect-timeout",
                    "A client that gives up on a dead address after 300 ms of its own and connects to the next one.",
                    stage -> {
                        stage.says("%s:%d drops what arrives; %s:%d accepts".formatted(DEAD, PORT, HERE, PORT));
                        stage.deafen(stage.listen(DEAD, PORT, 128));
                        var listener = stage.listen(HERE, PORT, 128);
                        stage.says("every second five clients try the first for 300 ms, and then the second");
                        var crowd = new Crowd(stage, HERE, PORT);
                        stage.every(SECOND, () -> {
                            crowd.leave();
                            var tried = new Crowd(stage, DEAD, PORT);
                            tried.connect(5);
                            stage.pause(Duration.ofMillis(300));
                            tried.leave();
                            crowd.connect(5);
                            crowd.acceptAll(listener);
                        });
                    }),
            Lab.healthy(
                    "rolling-restart",
                    "A server is restarted every few seconds while clients reconnect: some are refused and try again.",
                    ConnectLabs::restarts));

    private ConnectLabs() {}

    private static void restarts(Stage stage) throws InterruptedException {
        stage.says("listen(%s:%d, backlog 128), with eight clients that reconnect every half second"
                .formatted(HERE, PORT));
        var listener = new Descriptor[] {stage.listen(HERE, PORT, 128)};
        var clients = new Crowd(stage, HERE, PORT);
        var halves = new int[1];
        stage.says(
                "every third second it closes its listener and all connections, and listens again half a second later");
        stage.every(Duration.ofMillis(500), () -> {
            switch (halves[0]++ % 6) {
                case 4 -> {
                    clients.connect(4); // they are in the queue of a listener that goes away
                    stage.close(listener[0]);
                    clients.closeAccepted();
                }
                case 5 -> {
                    clients.leave();
                    clients.connect(8); // refused
                    listener[0] = stage.listen(HERE, PORT, 128);
                }
                default -> {
                    clients.leave();
                    clients.connect(8);
                    clients.acceptAll(listener[0]);
                }
            }
        });
    }
}
