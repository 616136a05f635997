package dev.connstate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line on a terminal that says how far a command is, and that is gone in the end. Elsewhere nothing is written. */
final class Progress implements AutoCloseable {
    private static final String ERASED = "\r\u001b[K";

    private final PrintStream stream;
    private final boolean terminal;
    private boolean closed;

    Progress(PrintStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    static Progress onStandardError() {
        boolean dumb = "dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        return new Progress(
                new PrintStream(System.err, true, StandardCharsets.UTF_8), !dumb && isTerminal("/proc/self/fd/2"));
    }

    synchronized void say(String line) {
        if (terminal && !closed) {
            stream.print(ERASED + line);
            stream.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (terminal && !closed) {
            stream.print(ERASED);
            stream.flush();
        }
        closed = true;
    }

    /** System.console() knows of standard input and output only. */
    private static boolean isTerminal(String descriptor) {
        try {
            var device = Files.readSymbolicLink(Path.of(descriptor)).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
