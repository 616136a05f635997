package dev.connstate.operator.testing;

import dev.connstate.crds.testing.KubeApiServer;

/** The kind PrometheusRule, in the API server for as long as it is open. */
public record PrometheusKind(KubeApiServer server) implements AutoCloseable {
    private static final String FILE = "src/test/resources/prometheus/crd.yaml";

    public static PrometheusKind in(KubeApiServer server) {
        server.kubectl("apply", "-f", FILE);
        server.kubectl("wait", "--for=condition=Established", "-f", FILE);
        return new PrometheusKind(server);
    }

    /** Takes all rules along. */
    @Override
    public void close() {
        server.kubectl("delete", "-f", FILE);
    }
}
