package dev.connstate.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody else's program, run to its end. */
record Command(List<String> words) {
    static Command of(String... words) {
        return new Command(List.of(words));
    }

    Command with(String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all);
    }

    /**
     * What it printed.
     *
     * @throws AssertionError when it fails, with what it said
     */
    String run() {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("%s ended with %d:%n%s".formatted(words, process.exitValue(), said));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in " + words, e);
        }
    }
}
