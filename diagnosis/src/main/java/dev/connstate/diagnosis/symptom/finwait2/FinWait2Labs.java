package dev.connstate.diagnosis.symptom.finwait2;

import static dev.connstate.diagnosis.lab.Expected.ofNamespace;
import static dev.connstate.diagnosis.lab.Expected.ofProcess;
import static dev.connstate.diagnosis.symptom.finwait2.FinWait2PileUp.NAME;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** Peers that do not close, and some that do, after an answer that takes a moment. */
final class FinWait2Labs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Duration TICK = Duration.ofMillis(50);

    /** What a pile takes of this process's descriptors. */
    private static final int MOST = 2000;

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/orphaned",
                    "Clients close, and the server at the other end does not: the kernel waits for its FIN.",
                    ofNamespace(NAME, Orphaned.CAUSE),
                    stage -> {
                        stage.says(
                                "clients connect to %s:%d and close(2); the server does not, so for the clients' kernel it is FIN_WAIT2"
                                        .formatted(HERE, PORT));
                        pile(stage, stage::close);
                    }),
            Lab.of(
                    NAME + "/half-closed",
                    "A program ends its half of connections by shutdown(2) and waits for the other half for ever.",
                    ofProcess(NAME, HalfClosed.CAUSE),
                    stage -> {
                        stage.says(
                                "clients connect to %s:%d and shutdown(SHUT_WR); nobody closes".formatted(HERE, PORT));
                        pile(stage, stage::shutdown);
                    }),
            Lab.healthy(
                    "half-close-and-answer",
                    "Clients say the end of their requests by shutdown(2), get the answer a second later, and both close.",
                    stage -> {
                        stage.says("20 connections a second to %s:%d, each half-closed for a second"
                                .formatted(HERE, PORT));
                        answered(stage);
                    }));

    private FinWait2Labs() {}

    private static void pile(Stage stage, Consumer<Descriptor> end) throws InterruptedException {
        var listener = stage.listen(HERE, PORT, 512);
        for (int i = 0; i < 200; i++) {
            one(stage, listener, end);
        }
        var made = new int[1];
        stage.every(TICK, () -> {
            for (int i = 0; i < 5 && made[0] < MOST / 2; i++, made[0]++) {
                one(stage, listener, end);
            }
        });
    }

    private static void one(Stage stage, Descriptor listener, Consumer<Descriptor> end) {
        var client = stage.connect(HERE, PORT);
        stage.accept(listener);
        end.accept(client);
    }

    private static void answered(Stage stage) throws InterruptedException {
        var listener = stage.listen(HERE, PORT, 512);
        var clients = new ArrayDeque<Descriptor>();
        var servers = new ArrayDeque<Descriptor>();
        stage.every(TICK, () -> {
            var client = stage.connect(HERE, PORT);
            stage.send(client, 200);
            stage.shutdown(client);
            clients.add(client);
            stage.accept(listener).ifPresent(servers::add);
            if (servers.size() > 20) {
                stage.receive(servers.peek(), 1000);
                stage.send(servers.peek(), 2000);
                stage.close(servers.poll());
                stage.receive(clients.peek(), 4000);
                stage.close(clients.poll());
            }
        });
    }
}
