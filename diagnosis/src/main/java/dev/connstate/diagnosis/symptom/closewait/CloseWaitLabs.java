package dev.connstate.diagnosis.symptom.closewait;

import static dev.connstate.diagnosis.lab.Expected.ofProcess;
import static dev.connstate.diagnosis.symptom.closewait.CloseWaitLeak.NAME;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** Programs that do not close, and two that do: at once, and when they have done their work. */
final class CloseWaitLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final int BACKLOG = 512;
    private static final Duration TICK = Duration.ofMillis(50);

    /** What a leak takes of this process's descriptors. */
    private static final int MOST = 2000;

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/never-closed",
                    "A server reads what its clients send, and forgets to close when they are gone.",
                    ofProcess(NAME, "never-closed"),
                    stage -> {
                        stage.says("40 connections a second to %s:%d; the clients close, the server does not"
                                .formatted(HERE, PORT));
                        leak(stage, stage.listen(HERE, PORT, BACKLOG), 0);
                    }),
            Lab.of(
                    NAME + "/unread-data",
                    "A server's workers are stuck: it accepts connections, reads nothing, and its clients give up.",
                    ofProcess(NAME, "unread-data"),
                    stage -> {
                        stage.says("40 connections a second to %s:%d send 700 bytes and close; the server does neither"
                                .formatted(HERE, PORT));
                        leak(stage, stage.listen(HERE, PORT, BACKLOG), 700);
                    }),
            Lab.of(
                    NAME + "/hidden-by-keepalive",
                    "A server that does not close uses keepalive, which takes the leak out of every table.",
                    ofProcess(NAME, "hidden-by-keepalive"),
                    stage -> {
                        stage.says(
                                "clients forget a connection after 1 s (tcp_fin_timeout), the server's keepalive asks after 1 s and is answered by RST");
                        stage.sysctl("net.ipv4.tcp_fin_timeout", "1");
                        stage.sysctl("net.ipv4.tcp_keepalive_time", "1");
                        stage.sysctl("net.ipv4.tcp_keepalive_intvl", "1");
                        leak(stage, stage.listen(HERE, PORT, BACKLOG, Option.KEEPALIVE), 0);
                    }),
            Lab.of(
                    NAME + "/hidden-by-reset",
                    "A server does not notice that its clients have reset their connections.",
                    ofProcess(NAME, "hidden-by-reset"),
                    stage -> {
                        stage.says("40 connections a second to %s:%d, each reset by its client".formatted(HERE, PORT));
                        leak(stage, stage.listen(HERE, PORT, BACKLOG), 0, Option.RESET_ON_CLOSE);
                    }),
            Lab.healthy(
                    "server-that-closes",
                    "A busy server has connections in CLOSE_WAIT for a moment, again and again, and closes each.",
                    stage -> {
                        stage.says("20 connections at a time to %s:%d; the clients close, and 20 ms later the server"
                                .formatted(HERE, PORT));
                        var listener = stage.listen(HERE, PORT, BACKLOG);
                        var crowd = new Crowd(stage, HERE, PORT);
                        stage.every(Duration.ofMillis(400), () -> {
                            crowd.connect(20);
                            crowd.acceptAll(listener);
                            crowd.leave(20);
                            stage.pause(Duration.ofMillis(20));
                            crowd.closeAccepted();
                        });
                    }),
            Lab.healthy(
                    "requests-given-up",
                    "Clients give up after half a second; the server works for two on each request, then closes.",
                    stage -> {
                        stage.says("10 connections a second to %s:%d, each in CLOSE_WAIT for a second and a half"
                                .formatted(HERE, PORT));
                        givenUp(stage, stage.listen(HERE, PORT, BACKLOG));
                    }));

    private CloseWaitLabs() {}

    private static void leak(Stage stage, Descriptor listener, int bytes, Option... options)
            throws InterruptedException {
        var held = new int[1];
        stage.every(TICK, () -> {
            for (int i = 0; i < 2 && held[0] < MOST; i++) {
                var client = stage.connect(HERE, PORT, options);
                if (stage.accept(listener).isPresent()) {
                    held[0]++;
                }
                if (bytes > 0) {
                    stage.send(client, bytes);
                }
                stage.close(client);
            }
        });
    }

    private static void givenUp(Stage stage, Descriptor listener) throws InterruptedException {
        int patience = 5;
        int work = 20;
        var clients = new ArrayDeque<Descriptor>();
        var requests = new ArrayDeque<Descriptor>();
        stage.every(Duration.ofMillis(100), () -> {
            clients.add(stage.connect(HERE, PORT));
            stage.accept(listener).ifPresent(requests::add);
            if (clients.size() > patience) {
                stage.close(clients.poll());
            }
            if (requests.size() > work) {
                stage.close(requests.poll());
            }
        });
    }
}
