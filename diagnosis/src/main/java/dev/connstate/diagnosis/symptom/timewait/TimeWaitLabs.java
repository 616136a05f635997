package dev.connstate.diagnosis.symptom.timewait;

import static dev.connstate.diagnosis.lab.Expected.ofDestination;
import static dev.connstate.diagnosis.lab.Expected.ofListener;
import static dev.connstate.diagnosis.lab.Expected.ofNamespace;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import java.time.Duration;
import java.util.List;

/** Connections that are closed at one end first, which has them in TIME_WAIT for 60 s. */
final class TimeWaitLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Duration SECOND = Duration.ofSeconds(1);

    static final List<Lab> PILE_UP = List.of(
            Lab.of(
                    TimeWaitPileUp.NAME + "/server-closes-first",
                    "A server closes each connection after its response, as HTTP without keep-alive does.",
                    ofListener(TimeWaitPileUp.NAME, "server-closes-first", PORT),
                    stage -> {
                        var listener = listen(stage);
                        stage.says("1,500 connections, closed by the server, and then 25 a second");
                        serverCloses(stage, listener, 1500);
                        stage.every(SECOND, () -> serverCloses(stage, listener, 25));
                    }),
            Lab.of(
                    TimeWaitPileUp.NAME + "/no-connection-reuse",
                    "A client opens a connection for each request and closes it; there are ports enough.",
                    ofDestination(TimeWaitPileUp.NAME, "no-connection-reuse", PORT),
                    stage -> {
                        var listener = listen(stage);
                        stage.says("1,500 connections, closed by the client, and then 25 a second");
                        clientCloses(stage, listener, 1500);
                        stage.every(SECOND, () -> clientCloses(stage, listener, 25));
                    }),
            Lab.harmless(
                    "server-side-time-wait",
                    "3,000 connections of a server in TIME_WAIT, which takes no port from anybody.",
                    stage -> {
                        var listener = listen(stage);
                        stage.says("3,000 connections, closed by the server");
                        serverCloses(stage, listener, 3000);
                    }));

    static final List<Lab> OVERFLOW = List.of(
            Lab.of(
                    TimeWaitBucketOverflow.NAME + "/server-closes-first",
                    "A server closes first, and only 100 connections may rest in TIME_WAIT.",
                    ofNamespace(TimeWaitBucketOverflow.NAME, "server-closes-first"),
                    stage -> {
                        var listener = fewBuckets(stage);
                        stage.says("150 connections, closed by the server, and then 5 a second");
                        serverCloses(stage, listener, 150);
                        stage.every(SECOND, () -> serverCloses(stage, listener, 5));
                    }),
            Lab.of(
                    TimeWaitBucketOverflow.NAME + "/no-connection-reuse",
                    "A client closes first, and only 100 connections may rest in TIME_WAIT.",
                    ofNamespace(TimeWaitBucketOverflow.NAME, "no-connection-reuse"),
                    stage -> {
                        var listener = fewBuckets(stage);
                        stage.says("150 connections, closed by the client, and then 5 a second");
                        clientCloses(stage, listener, 150);
                        stage.every(SECOND, () -> clientCloses(stage, listener, 5));
                    }));

    private TimeWaitLabs() {}

    private static Descriptor listen(Stage stage) {
        stage.says("listen(%s:%d)".formatted(HERE, PORT));
        return stage.listen(HERE, PORT, 1024);
    }

    /** Without tcp_tw_reuse, which on loopback would make room again. */
    private static Descriptor fewBuckets(Stage stage) {
        stage.says("net.ipv4.tcp_max_tw_buckets = 100");
        stage.sysctl("net.ipv4.tcp_max_tw_buckets", "100");
        stage.sysctl("net.ipv4.tcp_tw_reuse", "0");
        return listen(stage);
    }

    private static void serverCloses(Stage stage, Descriptor listener, int connections) {
        for (int i = 0; i < connections; i++) {
            var client = stage.connect(HERE, PORT);
            stage.accept(listener).ifPresent(stage::close);
            stage.close(client);
        }
    }

    private static void clientCloses(Stage stage, Descriptor listener, int connections) {
        for (int i = 0; i < connections; i++) {
            var client = stage.connect(HERE, PORT);
            var server = stage.accept(listener);
            stage.close(client);
            server.ifPresent(stage::close);
        }
    }
}
