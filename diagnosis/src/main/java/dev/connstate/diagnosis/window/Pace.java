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
}
