package dev.connstate.charts.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Serves golden pages on 127.0.0.1. Whatever may grow does, from scrape to scrape. */
final class Source implements AutoCloseable {
    private static final Pattern GROWS = Pattern.compile(
            "(?m)^(\\w+(?:_total|_bucket|_seconds_count|_seconds_sum|_ports_used|close_wait_connections)(?:\\{.*})?) (\\S+)$");

    private final HttpServer server;

    private Source(HttpServer server) {
        this.server = server;
    }

    static Source start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        var pod = Golden.AGENT.page();
        serve(server, "/agent", pod);
        // The same numbers as those of a node's own namespace.
        serve(
                server,
                "/host",
                pod.replace("kind=\"pod\"", "kind=\"host\"")
                        .replaceAll("(namespace|pod|workload)=\"[^\"]+\"", "$1=\"\""));
        serve(server, "/operator", Golden.OPERATOR.page());
        server.start();
        return new Source(server);
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, String page) {
        var scrapes = new AtomicInteger();
        server.createContext(path, exchange -> {
            try (exchange) {
                int more = scrapes.incrementAndGet();
                var now = GROWS.matcher(page)
                        .replaceAll(it -> it.group(1) + " " + (Double.parseDouble(it.group(2)) + more))
                        .getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, now.length);
                exchange.getResponseBody().write(now);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
