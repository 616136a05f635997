package dev.connstate.operator.intake;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Instant;
import java.util.List;

/** Counters of what came in. */
final class IntakeMetrics {
    private final Counter received =
            Counter.build("connstate_intake_reports", "Reports taken.").create();
    private final Counter bytes = Counter.build("connstate_intake_bytes", "Bytes of bodies read, as they came.")
            .create();
    private final Counter refused = Counter.build("connstate_intake_refused", "Requests not taken, by reason.")
            .labelNames("reason")
            .create();
    private final Counter closed = Counter.build(
                    "connstate_intake_connections_closed", "Connections that we ended, by reason.")
            .labelNames("reason")
            .create();
    private final Histogram decode = Histogram.build(
                    "connstate_intake_decode_seconds", "Time from the bytes of a body to a report.")
            .buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)
            .create();
    private final Gauge inFlight = Gauge.build(
                    "connstate_intake_in_flight", "Requests whose bodies are being read or answered.")
            .create();
    private final Gauge connections =
            Gauge.build("connstate_intake_connections", "Open connections.").create();
    private final Gauge expiry = Gauge.build(
                    "connstate_intake_certificate_expiry_timestamp_seconds", "When the certificate that we show ends.")
            .create();
    private final Counter renewalProblems = Counter.build(
                    "connstate_intake_certificate_problems", "Times the certificate could not be looked after.")
            .create();

    IntakeMetrics(CollectorRegistry registry) {
        for (var reason : Refusal.values()) {
            refused.labels(reason.label());
        }
        List.of("crowd", "slow").forEach(closed::labels);
        List.of(received, bytes, refused, closed, decode, inFlight, connections, expiry, renewalProblems)
                .forEach(registry::register);
    }

    void received() {
        received.inc();
    }

    void read(int length) {
        bytes.inc(length);
    }

    void refused(Refusal reason) {
        refused.labels(reason.label()).inc();
    }

    /** More of one address than it may have. */
    void crowded() {
        closed.labels("crowd").inc();
    }

    void slow() {
        closed.labels("slow").inc();
    }

    Histogram.Timer decoding() {
        return decode.startTimer();
    }

    void inFlight(int now) {
        inFlight.set(now);
    }

    void connections(int change) {
        connections.inc(change);
    }

    void shows(Instant notAfter) {
        expiry.set(notAfter.getEpochSecond());
    }

    void renewalFailed() {
        renewalProblems.inc();
    }
}
