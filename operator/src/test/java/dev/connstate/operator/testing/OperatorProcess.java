package dev.connstate.operator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The operator's program, as it is run from a checkout; what it says is kept. */
public final class OperatorProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "operator", "target", "connstate-operator.jar");
    private static final Pattern READY =
            Pattern.compile("reports? at https://[^:]+:(\\d+); metrics at http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;
    private final MatchResult ports;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.ports = Eventually.gives(() -> {
            var found = READY.matcher(said());
            return found.find() ? found.toMatchResult() : notReady();
        });
    }

    private MatchResult notReady() {
        throw new AssertionError("it has said no more than: " + said());
    }

    /** Returns when it takes reports. */
    public static OperatorProcess start(Path kubeconfig, String namespace, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "--kubeconfig=" + kubeconfig,
                "--own-namespace=" + namespace,
                "--intake-port=0",
                "--probes-port=0"));
        command.addAll(List.of(more));
        try {
            var log = Files.createTempFile("connstate-operator", ".log");
            return new OperatorProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int intakePort() {
        return Integer.parseInt(ports.group(1));
    }

    public int probesPort() {
        return Integer.parseInt(ports.group(2));
    }

    /**
     * What it answers to a probe, as it was asked on {@link #probesPort}.
     *
     * @throws AssertionError if it is not 200
     */
    public String page(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + probesPort() + path);
            var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new AssertionError("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All it has written so far. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Kubernetes ends a pod. */
    public void terminate() {
        process.destroy();
    }

    /** As a node ends that loses its power. */
    public void kill() {
        process.destroyForcibly();
    }

    /** @throws AssertionError if it is still there then */
    public int exitsWithin(Duration time) {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still there after %s; it said: %s".formatted(time, said()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
        exitsWithin(Duration.ofSeconds(10));
        try {
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
