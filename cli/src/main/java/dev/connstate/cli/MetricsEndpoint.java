package dev.connstate.cli;

import com.sun.net.httpserver.HttpServer;
import dev.connstate.agent.metrics.AgentMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code /metrics} for this machine only. */
final class MetricsEndpoint implements AutoCloseable {
    /** The library's own is 3. */
    private static final int BACKLOG = 128;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HTTPServer server;

    private MetricsEndpoint(HTTPServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one */
    static MetricsEndpoint open(int port, Live live) {
        var registry = new CollectorRegistry();
        registry.register(new AgentMetrics(live::report));
        registry.register(new FindingMetrics(live::findings));
        try {
            return new MetricsEndpoint(new HTTPServer.Builder()
                    .withHttpServer(
                            HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG))
                    .withRegistry(registry)
                    .withDaemonThreads(true)
                    .build());
        } catch (BindException e) {
            throw new CommandException(
                    "port %d of 127.0.0.1 cannot be had for metrics (%s): choose another --metrics-port, or 0 for a free one"
                            .formatted(port, e.getMessage()));
        } catch (IOException e) {
            throw new CommandException("metrics cannot be served: " + e.getMessage());
        }
    }

    String url() {
        return "http://127.0.0.1:%d/metrics".formatted(server.getPort());
    }

    @Override
    public void close() {
        server.close();
    }
}
