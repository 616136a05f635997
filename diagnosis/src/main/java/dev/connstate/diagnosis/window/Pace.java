package dev.connstate.diagnosis.window;

import java.time.Duration;
import java.util.Optional;

/**
 * What a diagnosis is asked to do.
 *
 * @param window how far back evidence counts
 * @param keep how long a finding stays after its evidence ended, so that it does not come and go
 * @param idleLimit after how long a load balancer, NAT or firewall on the way forgets an idle connection, as the user
 *     stated it
 */
public record Pace(Duration window, Duration keep, Optional<Duration> idleLimit) {
    public static final Pace DEFAULTS = new Pace(Duration.ofSeconds(30), Duration.ofSeconds(30), Optional.empty());

    private static final int FEWEST_INTERVALS = 4;
    private static final int MOST_INTERVALS = 60;

    /**
     * The usual one for looks at this interval: a slow one still has something to compare, and a fast one does not fill
     * the memory. Half an interval more, since no look comes on the dot.
     */
    public static Pace at(Duration interval) {
        var window = longer(DEFAULTS.window, interval.multipliedBy(FEWEST_INTERVALS));
        var most = interval.multipliedBy(MOST_INTERVALS);
        window = (window.compareTo(most) > 0 ? most : window).plus(interval.dividedBy(2));
        return new Pace(window, longer(DEFAULTS.keep, window), DEFAULTS.idleLimit);
    }

    public Pace keeping(Duration other) {
        return new Pace(window, other, idleLimit);
    }

    public Pace withIdleLimit(Optional<Duration> other) {
        return new Pace(window, keep, other);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
