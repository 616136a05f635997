package dev.connstate.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.crds.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A real Alertmanager on 127.0.0.1 that sends nothing to anybody. */
public final class AlertmanagerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final int port;
    private Process process;

    /** @param folder for its data; may be shared by nobody */
    public AlertmanagerProcess(Path folder) throws IOException {
        this.folder = folder;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: nobody}
                receivers: [{name: nobody}]
                """);
        start();
    }

    /** Returns when it answers; again after {@link #stop}, at the same address, with the data it had saved. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        Tools.folder("prometheus/get").resolve("alertmanager").toString(),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        Eventually.holds(this::alerts);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The alerts that it takes for firing. */
    public List<JsonNode> alerts() {
        try (var answer = url().resolve("/api/v2/alerts").toURL().openStream()) {
            return StreamSupport.stream(JSON.readTree(answer).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
