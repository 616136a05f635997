package dev.connstate.agent.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.NodeReport;
import dev.connstate.report.PodNames;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/metrics.txt");

    /** {@code -Dgolden.update=true} writes the page anew. */
    @Test
    void thePageIsAsCommitted() throws IOException {
        var page = new StringWriter();
        TextFormat.write004(
                page,
                Collections.enumeration(AgentMetrics.families(
                        SampleReport.node(SampleReport.pod(), SampleReport.unreadable()), SampleReport.NAMES)));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, page.toString());
        }
        assertThat(page.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void beforeTheFirstLookThereIsNoPage() {
        assertThat(new AgentMetrics(Optional::empty).collect()).isEmpty();
    }

    @Test
    void noSeriesIsThereTwiceAndNoListIsUnbounded() {
        var pod = SampleReport.pod();
        var samples = samples(SampleReport.node(SampleReport.namespace(
                pod.id(),
                IntStream.range(0, 3000)
                        .mapToObj(i -> SampleReport.listener(
                                "::",
                                1 + i / 2,
                                i,
                                2,
                                OptionalLong.of(i),
                                pod.listeners().getFirst().process()))
                        .toList(),
                IntStream.range(0, 500)
                        .mapToObj(i -> SampleReport.destination(i, OptionalInt.of(10)))
                        .toList(),
                Collections.nCopies(100, pod.closeWait().getFirst()),
                IntStream.range(1, 1000)
                        .mapToObj(port -> SampleReport.udp(port, port, OptionalLong.of(port)))
                        .toList())));
        assertThat(samples.stream()
                        .map(sample -> List.of(sample.name, sample.labelNames, sample.labelValues))
                        .collect(toSet()))
                .hasSameSizeAs(samples);
        var byName = samples.stream().collect(groupingBy(sample -> sample.name, counting()));
        assertThat(byName)
                .containsEntry("connstate_listener_drops_total", 21L)
                .containsEntry("connstate_destination_connections", 21L)
                .containsEntry("connstate_destination_ports_used", 20L)
                .containsEntry("connstate_close_wait_connections", 1L)
                .containsEntry("connstate_udp_drops_total", 21L);
        assertThat(total(samples, "connstate_listener_drops_total")).isEqualTo(2999.0 * 3000 / 2);
        assertThat(total(samples, "connstate_udp_drops_total")).isEqualTo(999.0 * 1000 / 2);
        assertThat(total(samples, "connstate_close_wait_connections")).isEqualTo(4000);
    }

    /** A sum of what is known would look like the sum of all. */
    @Test
    void theSumWithAnUnknownPartIsUnknown() {
        var listeners = IntStream.rangeClosed(1, 30)
                .mapToObj(port -> SampleReport.listener(
                        "::", port, port, 1, port == 30 ? OptionalLong.empty() : OptionalLong.of(1), Optional.empty()))
                .toList();
        var samples = samples(SampleReport.node(SampleReport.namespace(1, listeners, List.of(), List.of(), List.of())));
        assertThat(samples.stream()
                        .filter(sample -> sample.name.equals("connstate_listener_drops_total"))
                        .map(sample -> sample.labelValues.get(7)))
                .hasSize(20)
                .doesNotContain("other");
        assertThat(samples.stream()
                        .filter(sample -> sample.name.equals("connstate_listener_accept_queue_length"))
                        .map(sample -> sample.labelValues.get(7)))
                .hasSize(21)
                .contains("other");
    }

    @Test
    void namesFollowTheConventions() {
        var families = AgentMetrics.families(SampleReport.node(SampleReport.pod()), PodNames.NONE);
        assertThat(families).allSatisfy(family -> {
            assertThat(family.name).matches("connstate_[a-z0-9_]+").doesNotEndWith("_total");
            assertThat(family.help).endsWith(".");
        });
    }

    private static List<Sample> samples(NodeReport report) {
        return AgentMetrics.families(report, PodNames.NONE).stream()
                .map((MetricFamilySamples family) -> family.samples)
                .flatMap(List::stream)
                .toList();
    }

    private static double total(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.name.equals(name))
                .mapToDouble(sample -> sample.value)
                .sum();
    }
}
