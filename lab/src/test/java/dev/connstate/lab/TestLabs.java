package dev.connstate.lab;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Labs that the catalogue does not have, and the main class of their stage. */
public final class TestLabs {
    static final int PORT = 8080;

    private static final Labs ALL = new Labs(List.of(
            Lab.healthy("ends", "A script that ends, and its sockets stay.", stage -> {
                stage.says("a setting");
                stage.sysctl("net.core.somaxconn", "16");
                stage.address("10.1.2.3");
                stage.says("a listener");
                stage.listen("10.1.2.3", PORT, 1000);
                stage.pause(Duration.ofMillis(300));
                stage.says("the end\nof it");
            }),
            Lab.healthy("repeats", "A script that does the same again and again.", stage -> {
                var step = new int[1];
                stage.every(Duration.ofMillis(20), () -> stage.says("step " + ++step[0]));
            }),
            Lab.healthy("refused", "A script that the kernel refuses.", stage -> {
                stage.listen("127.0.0.1", PORT, 1);
                stage.listen("127.0.0.1", PORT, 1);
            }),
            Lab.healthy("refused-early", "A script that is refused before anybody looks.", stage -> {
                stage.sysctl("net.core.somaxconn", "-1");
            }),
            Lab.healthy("wrong", "A script with an error.", stage -> {
                throw new IllegalStateException("a mistake");
            })));

    private TestLabs() {}

    public static void main(String[] arguments) throws IOException {
        StageProcess.live(ALL.named(arguments[0]).getFirst());
    }

    static Performance play(String name) {
        return ProcessPerformance.of(name, TestLabs.class);
    }
}
