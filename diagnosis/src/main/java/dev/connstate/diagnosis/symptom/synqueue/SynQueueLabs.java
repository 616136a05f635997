package dev.connstate.diagnosis.symptom.synqueue;

import static dev.connstate.diagnosis.lab.Expected.ofListener;
import static dev.connstate.diagnosis.symptom.synqueue.SynQueuePressure.NAME;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Half-open connections. A client that does not hear what comes for it loses the SYN-ACK, and hears it when it is sent
 * again a second later if it was cured of that meanwhile: a long round trip.
 */
final class SynQueueLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 8080;
    private static final Duration SECOND = Duration.ofSeconds(1);

    static final List<Lab> ALL = List.of(
            Lab.of(
                    NAME + "/syn-flood",
                    "SYNs from 120 networks, whose senders answer nothing, at a listener with a backlog of 32.",
                    ofListener(NAME, "syn-flood", PORT),
                    SynQueueLabs::flood),
            Lab.of(
                    NAME + "/overload",
                    "Distant clients keep a SYN queue of 17 full, and more that are real find no room in it.",
                    ofListener(NAME, "overload", PORT),
                    SynQueueLabs::overload),
            Lab.of(
                    NAME + "/return-path-lost",
                    "The clients of one network do not hear the answers to their SYNs; everybody else connects.",
                    ofListener(NAME, "return-path-lost", PORT),
                    SynQueueLabs::lostReturn),
            Lab.of(
                    NAME + "/slow-accept",
                    "A program stops accepting, and the last ACKs of those who were just connecting meet a full queue.",
                    ofListener(NAME, "slow-accept", PORT),
                    SynQueueLabs::slowAccept),
            Lab.healthy(
                    "deferred-accept",
                    "TCP_DEFER_ACCEPT keeps clients that say nothing half-open: that is what it is for.",
                    stage -> {
                        stage.says(
                                "listen(%s:%d, backlog 64) with TCP_DEFER_ACCEPT of ten seconds".formatted(HERE, PORT));
                        var listener = stage.listen(HERE, PORT, 64, Option.DEFER_ACCEPT);
                        stage.says(
                                "four clients a second connect, and leave after nine without a word; the program then closes, too");
                        var crowd = new Crowd(stage, HERE, PORT);
                        stage.every(SECOND, () -> {
                            crowd.leave(Math.max(0, crowd.clients() - 36));
                            crowd.connect(4);
                            crowd.acceptAll(listener);
                            crowd.closeAccepted();
                        });
                    }));

    private SynQueueLabs() {}

    private static void flood(Stage stage) throws InterruptedException {
        stage.says("listen(%s:%d, backlog 32), and a program that accepts".formatted(HERE, PORT));
        var listener = stage.listen(HERE, PORT, 32);
        stage.says("SYNs from 127.1.0.1, 127.1.1.1 … 127.1.119.1; nobody there hears the SYN-ACK");
        for (int network = 0; network < 120; network++) {
            stage.connectFrom("127.1.%d.1".formatted(network), HERE, PORT, Option.DEAF);
        }
        stage.says("they send their SYNs again and again; one real client a second connects, by cookie");
        var real = new Crowd(stage, HERE, PORT);
        stage.every(SECOND, () -> {
            real.leave();
            real.connect(1);
            real.acceptAll(listener);
        });
    }

    private static void overload(Stage stage) throws InterruptedException {
        stage.says("listen(%s:%d, backlog 16), and a program that accepts".formatted(HERE, PORT));
        var listener = stage.listen(HERE, PORT, 16);
        stage.says("17 clients connect whose round trip takes two seconds, then 60 near ones, and so on");
        var near = new Crowd(stage, HERE, PORT);
        Deque<Descriptor> distant = new ArrayDeque<>();
        stage.every(Duration.ofMillis(2500), () -> {
            near.leave();
            while (!distant.isEmpty()) {
                stage.close(distant.poll());
            }
            for (int i = 0; i < 17; i++) {
                distant.add(stage.connectFrom("127.2.%d.1".formatted(i), HERE, PORT, Option.DEAF));
            }
            for (int i = 0; i < 60; i++) {
                near.connect(1);
                near.acceptAll(listener);
            }
            stage.pause(Duration.ofMillis(1400));
            distant.forEach(stage::hear);
            for (int i = 0; i < 9; i++) {
                stage.pause(Duration.ofMillis(100));
                near.acceptAll(listener);
            }
        });
    }

    private static void lostReturn(Stage stage) throws InterruptedException {
        stage.says("listen(%s:%d, backlog 128), and a program that accepts".formatted(HERE, PORT));
        var listener = stage.listen(HERE, PORT, 128);
        stage.says("12 clients of 127.9.9.0/24 connect, and no SYN-ACK reaches them");
        for (int host = 1; host <= 12; host++) {
            stage.connectFrom("127.9.9.%d".formatted(host), HERE, PORT, Option.DEAF);
        }
        stage.says("clients from elsewhere connect as always");
        var others = new Crowd(stage, HERE, PORT);
        stage.every(SECOND, () -> {
            others.leave();
            others.connect(10);
            others.acceptAll(listener);
        });
    }

    private static void slowAccept(Stage stage) throws InterruptedException {
        stage.says("listen(%s:%d, backlog 16), and a program that accepts nothing".formatted(HERE, PORT));
        stage.listen(HERE, PORT, 16);
        stage.says("8 clients connect whose round trip takes a second; meanwhile 17 near ones fill the accept queue");
        Deque<Descriptor> distant = new ArrayDeque<>();
        for (int i = 0; i < 8; i++) {
            distant.add(stage.connectFrom("127.2.%d.1".formatted(i), HERE, PORT, Option.DEAF));
        }
        new Crowd(stage, HERE, PORT).connect(17);
        stage.pause(Duration.ofMillis(300));
        distant.forEach(stage::hear);
        stage.says("the last ACKs of the 8 are dropped; the server sends its SYN-ACKs again");
    }
}
