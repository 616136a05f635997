package dev.connstate.operator.notify;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;

/**
 * Whether each alert fires, for rules of one's own. An alert of which that is not known has no series, and neither has a
 * replica that does not lead.
 */
public final class FiringMetrics extends Collector {
    private final Board board;

    public FiringMetrics(Board board) {
        this.board = board;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var gauge = new GaugeMetricFamily(
                "connstate_alert_firing",
                "1 while a ConnectionAlert or ClusterConnectionAlert fires, 0 while it is known not to.",
                List.of("alert_kind", "alert_namespace", "alert_name", "severity"));
        for (var standing : board.standings()) {
            if (standing.known()) {
                gauge.addMetric(
                        List.of(
                                standing.name().kind(),
                                standing.name().namespace(),
                                standing.name().name(),
                                standing.severity().name().toLowerCase(Locale.ROOT)),
                        standing.firing().isPresent() ? 1 : 0);
            }
        }
        return List.of(gauge);
    }
}
