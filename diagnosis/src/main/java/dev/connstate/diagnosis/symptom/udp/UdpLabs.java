package dev.connstate.diagnosis.symptom.udp;

import static dev.connstate.diagnosis.lab.Expected.ofListener;
import static dev.connstate.diagnosis.lab.Expected.ofNamespace;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Stage;
import java.time.Duration;
import java.util.List;

/**
 * Datagrams that nobody takes. {@code udp-receive-drops/memory} has none: udp_mem is the host's, and to use it up is to
 * take it from every other program.
 */
final class UdpLabs {
    private static final String HERE = "127.0.0.1";
    private static final int PORT = 5514;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_BETWEEN_BURSTS = 10;

    /** SO_RCVBUF that a program asks for although rmem_max has been 4 MiB at most so far. */
    private static final int HUGE = 64 << 20;

    /** Near the most that fits into one. */
    private static final int BIG_DATAGRAM = 60_000;

    static final List<Lab> RECEIVE_DROPS = List.of(
            Lab.of(
                    UdpReceiveDrops.NAME + "/reader-too-slow",
                    "A program reads ten datagrams a second while two hundred come.",
                    ofListener(UdpReceiveDrops.NAME, "reader-too-slow", PORT),
                    stage -> {
                        stage.says("a UDP socket at %s:%d with 16 KiB of buffer; 200 datagrams a second, ten are read"
                                .formatted(HERE, PORT));
                        var socket = stage.udp(HERE, PORT, 8 << 10);
                        stage.every(TICK, () -> {
                            send(stage, 20, 512);
                            stage.receive(socket, 512);
                        });
                    }),
            Lab.of(
                    UdpReceiveDrops.NAME + "/buffer-capped",
                    "A program asks for a buffer of 64 MiB, gets what net.core.rmem_max allows, and bursts do not fit.",
                    ofListener(UdpReceiveDrops.NAME, "buffer-capped", PORT),
                    stage -> {
                        stage.says("a UDP socket at %s:%d with SO_RCVBUF of 64 MiB, of which it gets less"
                                .formatted(HERE, PORT));
                        bursts(stage, HUGE, 200, BIG_DATAGRAM);
                    }),
            Lab.healthy(
                    "udp-burst-that-fits",
                    "Bursts of 100 datagrams into a buffer of the default size, all read within a moment.",
                    stage -> {
                        stage.says("a UDP socket at %s:%d with the default buffer".formatted(HERE, PORT));
                        bursts(stage, 0, 100, 200);
                    }));

    static final List<Lab> NO_PORT = List.of(Lab.of(
            UdpNoPort.NAME + "/nobody-listens",
            "Fifty datagrams a second are sent to a port where nobody listens.",
            ofNamespace(UdpNoPort.NAME, "nobody-listens"),
            stage -> {
                stage.says(
                        "nobody listens at UDP %s:%d; fifty datagrams a second are sent there".formatted(HERE, PORT));
                stage.every(TICK, () -> send(stage, 5, 100));
            }));

    private UdpLabs() {}

    private static void bursts(Stage stage, int buffer, int datagrams, int bytes) throws InterruptedException {
        stage.says("a burst of %d datagrams of %d bytes every %d s; all that came is read every %d ms"
                .formatted(datagrams, bytes, TICKS_BETWEEN_BURSTS * TICK.toMillis() / 1000, TICK.toMillis()));
        var socket = stage.udp(HERE, PORT, buffer);
        var ticks = new int[1];
        stage.every(TICK, () -> {
            if (ticks[0]++ % TICKS_BETWEEN_BURSTS == 0) {
                send(stage, datagrams, bytes);
            }
            stage.receive(socket, Integer.MAX_VALUE);
        });
    }

    private static void send(Stage stage, int datagrams, int bytes) {
        for (int i = 0; i < datagrams; i++) {
            stage.sendTo(HERE, PORT, bytes);
        }
    }
}
