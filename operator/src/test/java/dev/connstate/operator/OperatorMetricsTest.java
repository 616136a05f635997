package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.Severity;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlertSpec;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.FleetMetrics;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.FiringMetrics;
import dev.connstate.operator.testing.Checkout;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of an operator that leads. */
class OperatorMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Path GOLDEN = Path.of("src/test/resources/metrics.txt");

    @Test
    void thePageIsAsItWas() throws IOException {
        var fleet = new Fleet(Duration.ofSeconds(15), Optional.empty());
        fleet.receive(Checkout.report("node-1", NOW.minusSeconds(60), List.of()), NOW.minusSeconds(60));
        for (int i = 4; i >= 0; i--) {
            var at = NOW.minusSeconds(15L * i);
            fleet.receive(Checkout.report("node-2", at, List.of(Checkout.exhausted("a"))), at);
        }
        var board = new Board();
        board.put(alert("fires"), alert("fires").getSpec(), Optional.of(NOW), true);
        board.put(alert("does-not"), alert("does-not").getSpec(), Optional.empty(), true);
        board.put(alert("unknown"), alert("unknown").getSpec(), Optional.empty(), false);
        var registry = new CollectorRegistry();
        registry.register(new FleetMetrics(fleet, Cluster.empty(), () -> NOW));
        registry.register(new FiringMetrics(board));
        var page = new StringWriter();
        TextFormat.write004(page, registry.metricFamilySamples());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, sorted(page));
        }
        assertThat(sorted(page)).isEqualTo(Files.readString(GOLDEN));
    }

    /** The registry has no order of its own. */
    private static String sorted(StringWriter page) {
        var families = page.toString().split("(?m)^(?=# HELP)");
        return String.join("", List.of(families).stream().sorted().toList());
    }

    private static ConnectionAlert alert(String name) {
        var alert = new ConnectionAlert();
        alert.getMetadata().setNamespace("shop");
        alert.getMetadata().setName(name);
        alert.setSpec(new ConnectionAlertSpec(
                null, null, null, null, null, null, null, Severity.WARNING, Map.of(), null, null));
        return alert;
    }
}
