package dev.connstate.operator.intake;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}, without TLS, for the kubelet and Prometheus. */
public final class Probes {
    private final CollectorRegistry registry;
    private final Supplier<Optional<String>> ailment;
    private final Supplier<Optional<String>> unreadiness;
    private final Vertx vertx;

    /**
     * @param ailment why this process should be restarted, a sentence; empty when all is well
     * @param unreadiness why it should get no reports now, a sentence; empty when it should
     */
    public Probes(
            Vertx vertx,
            CollectorRegistry registry,
            Supplier<Optional<String>> ailment,
            Supplier<Optional<String>> unreadiness) {
        this.vertx = vertx;
        this.registry = registry;
        this.ailment = ailment;
        this.unreadiness = unreadiness;
    }

    /** @param port 0 for any free one */
    public Future<HttpServer> listen(String host, int port) {
        var config = new HttpServerConfig()
                .setVersions(HttpVersion.HTTP_1_1)
                .setTcpHost(host)
                .setTcpPort(port)
                .setIdleTimeout(Duration.ofSeconds(120));
        return vertx.createHttpServer(config).requestHandler(this::serve).listen();
    }

    private void serve(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method())) {
            say(request, 405, "Only GET.");
            return;
        }
        switch (request.path()) {
            case "/healthz" -> probe(request, ailment);
            case "/readyz" -> probe(request, unreadiness);
            case "/metrics" -> metrics(request);
            default -> say(request, 404, "There are /healthz, /readyz and /metrics.");
        }
    }

    private static void probe(HttpServerRequest request, Supplier<Optional<String>> trouble) {
        var sentence = trouble.get();
        say(request, sentence.isPresent() ? 503 : 200, sentence.orElse("ok"));
    }

    private void metrics(HttpServerRequest request) {
        var type = TextFormat.chooseContentType(request.getHeader("Accept"));
        vertx.executeBlocking(() -> page(type), false)
                .onSuccess(page ->
                        request.response().putHeader("Content-Type", type).end(page))
                .onFailure(e -> say(request, 500, "The metrics cannot be shown: " + e));
    }

    private String page(String type) throws IOException {
        var page = new StringWriter();
        TextFormat.writeFormat(type, page, registry.metricFamilySamples());
        return page.toString();
    }

    private static void say(HttpServerRequest request, int status, String sentence) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(sentence + "\n");
    }
}
