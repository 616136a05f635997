package dev.connstate.crds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Folders with the programs that tests run, each got by a script the first time it is asked for. */
public final class Tools {
    private static final Path SCRIPTS = Path.of("..", "e2e", "tools");

    private Tools() {}

    /**
     * @param script below {@code e2e/tools}, which prints the folder
     * @throws IllegalStateException if it gets none; it says why on standard error
     */
    public static Path folder(String script) {
        var path = SCRIPTS.resolve(script);
        try {
            var run = new ProcessBuilder(path.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var folder = new String(run.getInputStream().readAllBytes()).strip();
            if (run.waitFor() != 0) {
                throw new IllegalStateException(path + " got no programs; it said why above");
            }
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + path, e);
        }
    }
}
