package dev.connstate.agent.delivery;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Instant;
import java.util.List;

/** Counters of the reports on their way, over all replicas. */
final class DeliveryMetrics {
    private final Counter reports = Counter.build(
                    "connstate_delivery_reports", "Reports sent to replicas of the operator, by what came of it.")
            .labelNames("outcome")
            .create();
    private final Counter superseded = Counter.build(
                    "connstate_delivery_superseded", "Reports not sent to a replica since a newer one was there.")
            .create();
    private final Counter bytes = Counter.build("connstate_delivery_bytes", "Bytes of reports sent, compressed.")
            .create();
    private final Gauge replicas = Gauge.build("connstate_delivery_replicas", "Addresses that the operator has.")
            .create();
    private final Gauge accepted = Gauge.build(
                    "connstate_delivery_accepted_timestamp_seconds",
                    "When a replica took a report the last time; 0 for never.")
            .create();

    DeliveryMetrics(CollectorRegistry registry) {
        List.of("accepted", "refused", "deferred").forEach(reports::labels);
        List.of(reports, superseded, bytes, replicas, accepted).forEach(registry::register);
    }

    void sent(Parcel parcel, Answer answer) {
        reports.labels(answer.outcome()).inc();
        bytes.inc(parcel.gzip().length);
        if (answer instanceof Answer.Accepted) {
            accepted.set(Instant.now().getEpochSecond());
        }
    }

    void superseded(long number) {
        superseded.inc(number);
    }

    void replicas(int number) {
        replicas.set(number);
    }
}
