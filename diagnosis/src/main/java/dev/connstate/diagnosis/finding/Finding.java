package dev.connstate.diagnosis.finding;

import java.time.Instant;

/**
 * A verdict that lasts.
 *
 * @param since when it was first given
 * @param lastSeen when it was given last: a finding outlives its evidence for a while, so that it does not come and go
 */
public record Finding(Verdict verdict, Instant since, Instant lastSeen) {}
