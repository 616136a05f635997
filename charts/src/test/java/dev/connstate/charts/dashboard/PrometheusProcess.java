package dev.connstate.charts.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connstate.crds.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Prometheus on 127.0.0.1 that scrapes each second. */
final class PrometheusProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param jobs the scrape configurations, as a list in YAML */
    PrometheusProcess(Path folder, String jobs) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var config = folder.resolve("prometheus.yml");
        Files.writeString(config, "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n" + jobs);
        process = new ProcessBuilder(
                        Tools.folder("prometheus/get").resolve("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** What an expression gives now. */
    JsonNode query(String expression) {
        var url = "http://127.0.0.1:%d/api/v1/query?query=%s".formatted(port, URLEncoder.encode(expression, UTF_8));
        try (var answer = URI.create(url).toURL().openStream()) {
            return Json.MAPPER.readTree(answer).at("/data/result");
        } catch (IOException e) {
            throw new UncheckedIOException(expression, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
