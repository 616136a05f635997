package dev.connstate.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program ended, and what it printed. */
record Call(int exitCode, String out, String err) {
    /** What helm keeps for itself goes there, and not into the user's folders. */
    private static final Path HOME = Path.of("target", "home");

    static Call of(Path program, List<String> arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            var errors = Files.createTempFile(Files.createDirectories(HOME), "errors", "");
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            for (var kind : List.of("CACHE", "CONFIG", "DATA")) {
                builder.environment()
                        .put(
                                "HELM_%s_HOME".formatted(kind),
                                HOME.toAbsolutePath().toString());
            }
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes());
            var call = new Call(process.waitFor(), out, Files.readString(errors));
            Files.delete(errors);
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + program, e);
        }
    }

    /** @throws AssertionError if it failed, with what it printed */
    String expectOutput() {
        if (exitCode != 0) {
            throw new AssertionError(out + err);
        }
        return out;
    }
}
