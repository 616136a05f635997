package dev.connstate.diagnosis.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The looks that say something of the tables. An agent repeats tables: for a moment since nothing moved, which is as good
 * as reading them, or for up to two minutes since it is short of CPU time, which proves nothing.
 */
final class Walks {
    /** For how long a repeated table is the present. */
    static final Duration PRESENT = Duration.ofSeconds(10);

    private Walks() {}

    /** Oldest first; the last one has the tables of the newest look. */
    static List<Look> of(List<Look> looks) {
        var walks = new ArrayList<Look>(looks.size());
        for (var look : looks) {
            if (walks.isEmpty() || isPresent(look) || !at(walks.getLast()).equals(at(look))) {
                walks.add(look);
            }
        }
        return walks;
    }

    /** When the tables were read. */
    static Instant at(Look look) {
        return look.report().tablesTakenAt().orElse(look.at());
    }

    static boolean isPresent(Look look) {
        return Duration.between(at(look), look.at()).compareTo(PRESENT) <= 0;
    }
}
