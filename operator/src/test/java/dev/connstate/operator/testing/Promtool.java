package dev.connstate.operator.testing;

import dev.connstate.crds.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real promtool. */
public final class Promtool {
    private Promtool() {}

    /**
     * What it prints.
     *
     * @throws AssertionError if it is not content, with what it printed
     */
    public static String call(Path folder, String... arguments) {
        var command = new ArrayList<>(
                List.of(Tools.folder("prometheus/get").resolve("promtool").toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError("promtool %s: %s".formatted(String.join(" ", arguments), said));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in promtool", e);
        }
    }
}
