package dev.connstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.Severity;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlertSpec;
import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.crds.tuning.Decision;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.crds.tuning.TuningStatus;
import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.Fleet;
import dev.connstate.operator.fleet.FleetMetrics;
import dev.connstate.operator.lead.Leadership;
import dev.connstate.operator.notify.Alertmanager;
import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.FiringMetrics;
import dev.connstate.operator.notify.Messenger;
import dev.connstate.operator.reconcile.ReconcileMetrics;
import dev.connstate.operator.reconcile.TuningMetrics;
import dev.connstate.operator.testing.Checkout;
import dev.connstate.operator.tuning.Recommendation;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.StandardExports;
import java.io.StringWriter;
import java.net.URI;
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
    void thePageIsAsItWas() throws Exception {
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
        registry.register(recommendations());
        registry.register(new StandardExports());
        Leadership.gauge(registry).set(1);
        reconciled(new ReconcileMetrics(registry));
        new Messenger(board, List.of(alertmanager()), () -> NOW, registry).close();
        var page = new StringWriter();
        TextFormat.write004(page, registry.metricFamilySamples());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, sorted(page));
        }
        assertThat(sorted(page)).isEqualTo(Files.readString(GOLDEN));
    }

    /** The registry has no order of its own, and what the process needs and when it began differs. */
    private static String sorted(StringWriter page) {
        var families = page.toString()
                .replaceAll("(?m)^(process_\\S+|connstate_reconciliation_seconds_\\S+) .*$", "$1 (what)")
                .replaceAll("(?m)^(\\S+_created(\\{\\S+)?) .*$", "$1 (when)")
                .split("(?m)^(?=# HELP)");
        return String.join("", List.of(families).stream().sorted().toList());
    }

    private static TuningMetrics recommendations() {
        var metrics = new TuningMetrics();
        for (var name : List.of("checkout", "cart", "withdrawn", "deleted")) {
            var resource = new TuningRecommendation();
            resource.getMetadata().setUid(name);
            resource.getMetadata().setNamespace("shop");
            var provided = name.equals("withdrawn") ? "False" : "True";
            metrics.put(resource, Decision.PENDING, status(Recommendation.PROVIDED, provided));
        }
        var accepted = new ClusterTuningRecommendation();
        accepted.getMetadata().setUid("nodes");
        metrics.put(accepted, Decision.PENDING, status(Recommendation.PROVIDED, "True"));
        metrics.put(accepted, Decision.ACCEPTED, status(Recommendation.APPLIED, "True"));
        var deleted = new TuningRecommendation();
        deleted.getMetadata().setUid("deleted");
        metrics.remove(deleted);
        return metrics;
    }

    private static TuningStatus status(String type, String status) {
        var conditions = new ConditionList(List.of(), 1L, NOW)
                .with(type, status, "Why", "")
                .list();
        return new TuningStatus(null, null, null, null, null, null, null, null, null, null, null, null, conditions);
    }

    private static void reconciled(ReconcileMetrics metrics) throws Exception {
        metrics.timeControllerExecution(new Execution());
        var alert = alert("fires");
        for (int i = 0; i < 3; i++) {
            metrics.reconciliationSubmitted(alert, null, Map.of());
        }
        metrics.reconciliationStarted(alert, Map.of());
        metrics.reconciliationSucceeded(alert, Map.of());
        metrics.reconciliationStarted(alert, Map.of());
        metrics.reconciliationFailed(alert, null, new IllegalStateException(), Map.of());
    }

    private static final class Execution implements Metrics.ControllerExecution<String> {
        @Override
        public String name() {
            return "reconcile";
        }

        @Override
        public String controllerName() {
            return "connectionalert";
        }

        @Override
        public String successTypeName(String result) {
            return result;
        }

        @Override
        public ResourceID resourceID() {
            return new ResourceID("fires", "shop");
        }

        @Override
        public Map<String, Object> metadata() {
            return Map.of();
        }

        @Override
        public String execute() {
            return "done";
        }
    }

    private static Alertmanager alertmanager() {
        return new Alertmanager(URI.create("http://alertmanager:9093"), "");
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
