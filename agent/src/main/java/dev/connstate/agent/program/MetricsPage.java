package dev.connstate.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connstate.agent.AgentException;
import dev.connstate.agent.delivery.QuickGzip;
import dev.connstate.agent.metrics.AgentMetrics;
import dev.connstate.report.NodeReport;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.StandardExports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code /metrics} and {@code /healthz}. */
final class MetricsPage implements AutoCloseable {
    private static final int BACKLOG = 128;

    /** One that is slow to read its page leaves the others. */
    private static final int THREADS = 5;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private final CollectorRegistry registry;

    static {
        // Without these a client that says or reads nothing keeps a thread of the server for good. Seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        System.setProperty("sun.net.httpserver.timerMillis", "5000"); // how often these are looked after
        System.setProperty("jdk.httpserver.maxConnections", "100");
    }

    private MetricsPage(HttpServer server, ExecutorService threads, String host, CollectorRegistry registry) {
        this.server = server;
        this.threads = threads;
        this.host = host;
        this.registry = registry;
    }

    static MetricsPage open(InetSocketAddress listen, Rounds rounds) {
        var registry = new CollectorRegistry();
        registry.register(new AgentMetrics(rounds::latest, rounds::names));
        registry.register(new StandardExports());
        try {
            var server = HttpServer.create(listen, BACKLOG);
            server.createContext("/healthz", exchange -> health(exchange, rounds));
            server.createContext("/metrics", exchange -> metrics(exchange, registry));
            var threads = Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("metrics-", 0).factory());
            server.setExecutor(threads);
            server.start();
            return new MetricsPage(server, threads, listen.getHostString(), registry);
        } catch (IOException e) {
            throw new AgentException("metrics cannot be served at %s (%s): choose another --listen"
                    .formatted(listen.getHostString() + ":" + listen.getPort(), e.getMessage()));
        }
    }

    /** For what else is to be on the page. */
    CollectorRegistry registry() {
        return registry;
    }

    String url() {
        return "http://%s:%d/metrics"
                .formatted(
                        host.contains(":") ? "[" + host + "]" : host,
                        server.getAddress().getPort());
    }

    /** Written as it is made: the library's own server keeps a buffer of the whole page for each of its threads. */
    private static void metrics(HttpExchange exchange, CollectorRegistry registry) throws IOException {
        try (exchange) {
            var form = TextFormat.chooseContentType(exchange.getRequestHeaders().getFirst("Accept"));
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", form);
            boolean zipped = accepts(exchange, "gzip");
            if (zipped) {
                headers.set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(200, 0); // of a length that is not known yet
            var body = exchange.getResponseBody();
            try (var page = new PageWriter(zipped ? new QuickGzip(body) : body)) {
                TextFormat.writeFormat(form, page, registry.metricFamilySamples());
            }
        }
    }

    private static boolean accepts(HttpExchange exchange, String encoding) {
        return exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(offer -> offer.strip().equalsIgnoreCase(encoding));
    }

    private static void health(HttpExchange exchange, Rounds rounds) throws IOException {
        try (exchange) {
            var health = Health.of(rounds.latest().map(NodeReport::takenAt), rounds.interval(), Instant.now());
            var text = (health.sentence() + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(health.isFine() ? 200 : 503, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
