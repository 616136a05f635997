package dev.connstate.lab;

import static dev.connstate.diagnosis.lab.Expected.ofListener;

import dev.connstate.diagnosis.lab.Crowd;
import dev.connstate.diagnosis.lab.Expected;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Labs with several faults at once, and the main class of their stage. */
public final class MixedLabs {
    private static final String HERE = "127.0.0.1";
    private static final int FULL = 8080;
    private static final int HEALTHY = 8081;
    private static final int UNREAD = 5514;
    private static final int NOBODY = 5515;

    public static final String SEVERAL = "several-faults";

    /** What is to be found on it; nobody is at {@link #NOBODY}, which no subject can name. */
    public static final List<Expected> FAULTS = List.of(
            ofListener("accept-queue-overflow", "slow-accept", FULL),
            ofListener("udp-receive-drops", "reader-too-slow", UNREAD),
            Expected.ofNamespace("udp-no-port", "nobody-listens"),
            Expected.ofNamespace("tcp-timestamps-off", "own-setting"));

    /** The one listener of it that is none. */
    public static final int INNOCENT = HEALTHY;

    private static final Labs ALL =
            new Labs(List.of(lab(SEVERAL, "A full accept queue, an unread UDP socket, and more.", stage -> {
                stage.sysctl("net.ipv4.tcp_timestamps", "0");
                var full = stage.listen(HERE, FULL, 16);
                var healthy = stage.listen(HERE, HEALTHY, 128);
                stage.udp(HERE, UNREAD, 8 << 10);
                var many = new Crowd(stage, HERE, FULL);
                var few = new Crowd(stage, HERE, HEALTHY);
                stage.every(Duration.ofMillis(500), () -> {
                    many.connect(10);
                    stage.accept(full).ifPresent(stage::close);
                    few.leave();
                    few.connect(10);
                    stage.pause(Duration.ofMillis(5));
                    few.acceptAll(healthy);
                    for (int i = 0; i < 50; i++) {
                        stage.sendTo(HERE, UNREAD, 512);
                        stage.sendTo(HERE, NOBODY, 512);
                    }
                });
            })));

    private MixedLabs() {}

    /** What is to be found is more than a lab can say. */
    private static Lab lab(String name, String about, Lab.Script script) {
        return new Lab(name, about, Optional.empty(), Optional.empty(), Optional.empty(), script);
    }

    public static void main(String[] arguments) throws IOException {
        StageProcess.live(ALL.named(arguments[0]).getFirst());
    }

    public static Performance play(String name) {
        return ProcessPerformance.of(name, MixedLabs.class);
    }
}
