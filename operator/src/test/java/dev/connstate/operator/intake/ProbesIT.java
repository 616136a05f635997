package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProbesIT {
    private final AtomicReference<Optional<String>> unreadiness = new AtomicReference<>(Optional.empty());

    @Test
    void eachPathSaysWhatItIsFor() throws Exception {
        var registry = new CollectorRegistry();
        Gauge.build("connstate_example", "An example.").register(registry).set(7);
        var vertx = Vertx.vertx();
        try (var client = HttpClient.newHttpClient()) {
            var server = new Probes(vertx, registry, Optional::empty, unreadiness::get)
                    .listen("127.0.0.1", 0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            var base = URI.create("http://127.0.0.1:" + server.actualPort());
            assertThat(get(client, base, "/healthz")).isEqualTo("200 ok\n");
            assertThat(get(client, base, "/readyz")).isEqualTo("200 ok\n");
            unreadiness.set(Optional.of("The list of pods is not there yet."));
            assertThat(get(client, base, "/readyz")).isEqualTo("503 The list of pods is not there yet.\n");
            assertThat(get(client, base, "/metrics")).startsWith("200 ").contains("connstate_example 7.0");
            assertThat(get(client, base, "/")).isEqualTo("404 There are /healthz, /readyz and /metrics.\n");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static String get(HttpClient client, URI base, String path) throws Exception {
        var response = client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
