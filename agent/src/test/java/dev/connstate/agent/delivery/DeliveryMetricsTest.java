package dev.connstate.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.NodeReply;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/delivery/metrics.txt");

    /** {@code -Dgolden.update=true} writes the page anew. */
    @Test
    void thePageIsAsCommitted() throws IOException {
        var registry = new CollectorRegistry();
        var metrics = new DeliveryMetrics(registry);
        metrics.replicas(2);
        metrics.sent(new Parcel(1, new byte[512]), new Answer.Deferred("away", "Nobody is there.", Optional.empty()));
        metrics.sent(
                new Parcel(2, new byte[512]),
                new Answer.Accepted(new NodeReply(Duration.ofSeconds(15), Optional.empty(), Optional.empty())));
        metrics.superseded(3);
        var page = new StringWriter();
        var families = Collections.list(registry.metricFamilySamples());
        families.sort(Comparator.comparing(family -> family.name)); // the registry has no order
        TextFormat.write004(page, Collections.enumeration(families));
        var text = page.toString().replaceAll("(?m)^(\\S+_created|\\S+_timestamp_seconds)(\\{.*})? .*$", "$1$2 (when)");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }
}
