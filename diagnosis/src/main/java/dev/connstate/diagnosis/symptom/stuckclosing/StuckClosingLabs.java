package dev.connstate.diagnosis.symptom.stuckclosing;

import static dev.connstate.diagnosis.lab.Expected.ofNamespace;
import static dev.connstate.diagnosis.symptom.stuckclosing.StuckClosing.NAME;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connections that are closed and do not end. */
final class StuckClosingLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;

    /** More than a small receive buffer takes, less than a send buffer does. */
    private static final int ANSWER = 60_000;

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/peer-dead",
                    "A server closes connections whose clients were cut off from the network.",
                    ofNamespace(NAME, StuckCause.PEER_DEAD.label()),
                    stage -> {
                        stage.says("10 clients of %s:%d a second go deaf, then the server closes: FIN_WAIT1"
                                .formatted(HERE, PORT));
                        var listener = stage.listen(HERE, PORT, 128);
                        fill(stage, listener, (client, server) -> {
                            stage.deafen(client);
                            stage.close(server);
                        });
                    }),
            Lab.of(
                    NAME + "/zero-window",
                    "A server answers clients that do not read, and closes.",
                    ofNamespace(NAME, StuckCause.ZERO_WINDOW.label()),
                    stage -> {
                        stage.says(
                                "10 clients of %s:%d a second read nothing of %d bytes; the server has sent them and closes"
                                        .formatted(HERE, PORT, ANSWER));
                        var listener = stage.listen(HERE, PORT, 128);
                        fill(
                                stage,
                                listener,
                                (client, server) -> {
                                    stage.send(server, ANSWER);
                                    stage.close(server);
                                },
                                Option.SMALL_RECEIVE_BUFFER);
                    }));

    private StuckClosingLabs() {}

    /** A pile at once, and then some more, so that the kernel's counters move. */
    private static void fill(Stage stage, Descriptor listener, Ending ending, Option... options)
            throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            one(stage, listener, ending, options);
        }
        var made = new int[1];
        stage.every(Duration.ofMillis(100), () -> {
            if (made[0]++ < 500) {
                one(stage, listener, ending, options);
            }
        });
    }

    private static void one(Stage stage, Descriptor listener, Ending ending, Option... options) {
        var client = stage.connect(HERE, PORT, options);
        Optional<Descriptor> server = stage.accept(listener);
        server.ifPresent(it -> ending.of(client, it));
    }

    @FunctionalInterface
    private interface Ending {
        void of(Descriptor client, Descriptor server);
    }
}
