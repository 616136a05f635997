package dev.connstate.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a stage's process is started: by this JVM's Java and with its class path. */
final class StageCommand {
    /** Little memory and little delay. */
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx64m");

    private static final String NO_JAVA = "the process of the lab cannot be started: %s";

    private StageCommand() {}

    static Process start(Class<?> main, String lab, Place place) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var words = new ArrayList<>(place.command());
        words.add(java.toString());
        words.addAll(FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), lab));
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new LabException((place == Place.NEW ? Rights.NO_UNSHARE : NO_JAVA)
                    .formatted(e.getMessage().strip()));
        }
    }
}
