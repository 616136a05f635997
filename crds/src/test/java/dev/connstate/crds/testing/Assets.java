package dev.connstate.crds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The folder with the programs of a control plane, built the first time it is asked for. */
final class Assets {
    private static final Path BUILD = Path.of("..", "e2e", "tools", "kubernetes", "build");

    private Assets() {}

    static Path folder() {
        try {
            var build = new ProcessBuilder(BUILD.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var folder = new String(build.getInputStream().readAllBytes()).strip();
            if (build.waitFor() != 0) {
                throw new IllegalStateException(BUILD + " got no kube-apiserver; it said why above");
            }
            return Path.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kube-apiserver was built", e);
        }
    }
}
