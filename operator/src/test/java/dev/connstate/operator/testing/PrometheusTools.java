package dev.connstate.operator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Programs of Prometheus, fetched the first time one is asked for. */
final class PrometheusTools {
    private static final Path GET = Path.of("..", "e2e", "tools", "prometheus", "get");

    private PrometheusTools() {}

    static Path program(String name) {
        try {
            var get = new ProcessBuilder(GET.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var folder = new String(get.getInputStream().readAllBytes()).strip();
            if (get.waitFor() != 0) {
                throw new IllegalStateException(GET + " got nothing; it said why above");
            }
            return Path.of(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was fetched", e);
        }
    }
}
