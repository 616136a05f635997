package dev.connstate.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connstate.agent.AgentException;
import dev.connstate.agent.metrics.AgentMetrics;
import dev.connstate.report.NodeReport;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import io.prometheus.client.hotspot.StandardExports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;

/** {@code /metrics} and {@code /healthz}. */
final class MetricsPage implements AutoCloseable {
    /** The library's own is 3. */
    private static final int BACKLOG = 128;

    private final HTTPServer server;
    private final String host;
    private final CollectorRegistry registry;

    static {
        // Without these a client that says or reads nothing keeps a thread of the server for good. Seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        System.setProperty("jdk.httpserver.maxConnections", "100");
    }

    private MetricsPage(HTTPServer server, String host, CollectorRegistry registry) {
        this.server = server;
        this.host = host;
        this.registry = registry;
    }

    static MetricsPage open(InetSocketAddress listen, Rounds rounds) {
        var registry = new CollectorRegistry();
        registry.register(new AgentMetrics(rounds::latest, rounds::names));
        registry.register(new StandardExports());
        try {
            var http = HttpServer.create(listen, BACKLOG);
            http.createContext("/healthz", exchange -> health(exchange, rounds));
            var server = new HTTPServer.Builder()
                    .withHttpServer(http)
                    .withRegistry(registry)
                    .withDaemonThreads(true)
                    .build();
            return new MetricsPage(server, listen.getHostString(), registry);
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
        return "http://%s:%d/metrics".formatted(host.contains(":") ? "[" + host + "]" : host, server.getPort());
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
        server.close();
    }
}
