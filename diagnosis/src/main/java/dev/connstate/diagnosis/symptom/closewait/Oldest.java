package dev.connstate.diagnosis.symptom.closewait;

import dev.connstate.diagnosis.window.Trail.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The age of the oldest connection of some, table by table. While it is the same one it ages as fast as the clock; where
 * connections come and go the next oldest is younger, or as old as clients' patience always is.
 *
 * @param ages in seconds, at the times when tables were read, oldest first
 */
record Oldest(List<Point> ages) {
    /** Ages are cut to seconds, and a table is walked a moment after its time was taken. */
    private static final Duration ROUNDED = Duration.ofMillis(1500);

    /** The kernel tells them in milliseconds of 32 bits ({@code tcpi_last_data_recv}); a report may say anything. */
    private static final long LONGEST = (1L << 32) / 1000;

    Oldest {
        ages = ages.stream()
                .map(age -> new Point(age.at(), Math.clamp(age.value(), 0, LONGEST)))
                .toList();
    }

    /** Whether it became younger, compared with the clock. */
    boolean wasReplacedSince(Instant when) {
        for (int i = ages.size() - 1; i > 0 && !ages.get(i - 1).at().isBefore(when); i--) {
            if (lag(i).compareTo(ROUNDED) > 0) {
                return true;
            }
        }
        return false;
    }

    boolean isOlderThan(Duration age) {
        return !ages.isEmpty()
                && Duration.ofSeconds(ages.getLast().value()).plus(ROUNDED).compareTo(age) >= 0;
    }

    /** The end of it, in which it was the same one; but for an older one that joined just now. */
    Oldest whileTheSame() {
        int to = ages.size();
        if (to > 1 && lag(to - 1).negated().compareTo(ROUNDED) > 0) {
            to--;
        }
        int from = Math.max(0, to - 1);
        while (from > 0 && lag(from).abs().compareTo(ROUNDED) <= 0) {
            from--;
        }
        return new Oldest(ages.subList(from, to));
    }

    /** How often two ages could be compared. */
    int steps() {
        return Math.max(0, ages.size() - 1);
    }

    Duration length() {
        return ages.isEmpty()
                ? Duration.ZERO
                : Duration.between(ages.getFirst().at(), ages.getLast().at());
    }

    /** By how much it aged less than the clock went on. */
    private Duration lag(int step) {
        var before = ages.get(step - 1);
        var after = ages.get(step);
        return Duration.between(before.at(), after.at()).minusSeconds(after.value() - before.value());
    }
}
