package dev.connstate.crds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server as a child process, which ends with this JVM however that ends. */
final class Program implements AutoCloseable {
    /**
     * A shell that lives as long as the program, and kills it at the end of its own standard input, to which the kernel
     * sees even when this JVM is killed. What it has to remove in the end is its {@code $0}.
     */
    private static final String KEEPER = """
            exec 3<&0
            "$@" 3<&- & program=$!
            (read -r _ <&3; kill -KILL $program) & reader=$!
            wait $program
            kill $reader
            rm -rf "$0"
            """;

    private final Process keeper;
    private final Path log;

    private Program(Process keeper, Path log) {
        this.keeper = keeper;
        this.log = log;
    }

    /** What the program prints is added to the log. */
    static Program start(Path log, Path program, List<String> flags) {
        return start(log, "", program, flags);
    }

    /** The folder is removed after the program has ended. */
    static Program startAndRemove(Path folder, Path log, Path program, List<String> flags) {
        return start(log, folder.toString(), program, flags);
    }

    private static Program start(Path log, String removed, Path program, List<String> flags) {
        var command = new ArrayList<>(List.of("sh", "-c", KEEPER, removed, program.toString()));
        command.addAll(flags);
        try {
            var keeper = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Program(keeper, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
    }

    boolean isRunning() {
        return keeper.isAlive();
    }

    /** The end of what it printed, for whoever must find out why it does not answer. */
    String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** Kills it, as a crash does. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of 127.0.0.1. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
