package dev.connstate.bench.fleet;

import java.util.ArrayList;
import java.util.List;

/** How long replies took since it was last asked, and what went wrong. */
final class Lag {
    private final double expected;
    private final List<Long> nanos = new ArrayList<>();
    private int failed;
    private String failure = "";

    /** @param expected reports in a second */
    Lag(double expected) {
        this.expected = expected;
    }

    synchronized void took(long time) {
        nanos.add(time);
    }

    synchronized void failed(Exception reason) {
        failed++;
        failure = reason.toString();
    }

    /** As JSON, and begins anew. @param writes of the operator to the API server meanwhile */
    synchronized String told(long writes) {
        nanos.sort(null);
        var text =
                "{\"writes\": %d, \"expected\": %.1f, \"reports\": %d, \"failed\": %d, \"failure\": \"%s\", \"p50\": %.1f, \"p99\": %.1f}"
                        .formatted(
                                writes,
                                expected,
                                nanos.size(),
                                failed,
                                failure.replace('"', '\''),
                                millis(0.50),
                                millis(0.99));
        nanos.clear();
        failed = 0;
        return text;
    }

    /** -1 where nothing came back. */
    private double millis(double quantile) {
        return nanos.isEmpty() ? -1 : nanos.get((int) Math.ceil(quantile * nanos.size()) - 1) / 1e6;
    }
}
