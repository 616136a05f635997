package dev.connstate.agent.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own inside a namespace, which says {@code ready} and then waits for its standard input to end. */
public final class ChildJvm implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 20;

    private final Process process;

    public ChildJvm(TestNamespace namespace, Class<?> main, Object... arguments) throws IOException {
        process = namespace
                .command(command(main, arguments))
                .redirectErrorStream(true)
                .start();
        var said = process.inputReader().readLine();
        if (!"ready".equals(said)) {
            close();
            throw new IOException("%s says '%s' instead of being ready".formatted(main.getSimpleName(), said));
        }
    }

    /** How to run a main class of the tests with little memory and little delay. */
    public static String[] command(Class<?> main, Object... arguments) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return words.toArray(String[]::new);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process %d does not end".formatted(pid()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.getInputStream().close();
    }
}
