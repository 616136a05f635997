package dev.connstate.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class IntakeMetricsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/intake/metrics.txt");

    /** {@code -Dgolden.update=true} writes the page anew. */
    @Test
    void thePageIsAsCommitted() throws IOException {
        var registry = new CollectorRegistry();
        var metrics = new IntakeMetrics(registry);
        metrics.received();
        metrics.read(2048);
        metrics.refused(Refusal.ANOTHER_NODE);
        metrics.crowded();
        metrics.slow();
        metrics.inFlight(2);
        metrics.connections(3);
        metrics.renewalFailed();
        metrics.shows(Instant.parse("2026-12-21T10:00:00Z"));
        var page = new StringWriter();
        var families = Collections.list(registry.metricFamilySamples());
        families.sort(Comparator.comparing(family -> family.name)); // the registry has no order
        TextFormat.write004(page, Collections.enumeration(families));
        var text = page.toString().replaceAll("(?m)^(\\S+_created)(\\{.*})? .*$", "$1$2 (when)");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }
}
