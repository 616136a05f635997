package dev.connstate.agent.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long to wait before a report is sent again. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Short enough that an operator that comes back knows all nodes within half a minute. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** No operator can silence an agent for longer. */
    static final Duration MOST_PATIENT = Duration.ofMinutes(5);

    private Backoff() {}

    /**
     * @param failures in a row, 1 or more
     * @param asked what the operator wants, as {@link #retryAfter} reads it
     * @param chance from 0 to 1, so that agents that failed together do not come back together
     */
    static Duration after(int failures, Optional<Duration> asked, double chance) {
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 10);
        var own = Duration.ofMillis((long) (Math.min(doubled, LONGEST.toMillis()) * (0.5 + chance / 2)));
        var wanted = asked.map(wait -> wait.plus(own.dividedBy(2))).orElse(own);
        var longer = wanted.compareTo(own) > 0 ? wanted : own;
        return longer.compareTo(MOST_PATIENT) < 0 ? longer : MOST_PATIENT;
    }

    /** The header, seconds or a date as RFC 9110 has it; empty for what is neither. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        if (header.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, until)).filter(Duration::isPositive);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
