package dev.connstate.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in RFC 3339 and UTC, as logs and the API have them. */
final class Timestamps {
    private Timestamps() {}

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
