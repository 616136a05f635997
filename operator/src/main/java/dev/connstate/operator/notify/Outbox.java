package dev.connstate.operator.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What Alertmanager is to be told, again and again: it takes an alert that is not repeated before its {@code endsAt} for
 * resolved, and one that was resolved while nobody listened for firing. A value: {@link #after} makes the next.
 */
public record Outbox(Map<SortedMap<String, String>, Notice> firing, Map<SortedMap<String, String>, Resolved> resolved) {
    public static final Outbox EMPTY = new Outbox(Map.of(), Map.of());

    /** How often all is said again. */
    public static final Duration RESEND = Duration.ofSeconds(60);

    /** A few lost messages end no alert. */
    private static final Duration LASTS = RESEND.multipliedBy(4);

    /** How long an end is repeated, for an Alertmanager that was away. */
    private static final Duration REPEATED = Duration.ofMinutes(15);

    public Outbox {
        firing = Map.copyOf(firing);
        resolved = Map.copyOf(resolved);
    }

    /** @param now what fires now; what did and is not among them has ended */
    public Outbox after(Collection<Notice> now, Instant at) {
        var still = new LinkedHashMap<SortedMap<String, String>, Notice>();
        now.forEach(notice -> still.put(notice.labels(), notice));
        var ended = new LinkedHashMap<>(resolved);
        ended.values().removeIf(end -> end.at().plus(REPEATED).isBefore(at));
        firing.forEach((labels, notice) -> ended.put(labels, new Resolved(notice, at)));
        ended.keySet().removeAll(still.keySet());
        return new Outbox(still, ended);
    }

    /** All of it, as of this moment. */
    public List<Message> messages(Instant at) {
        return Stream.concat(
                        firing.values().stream().map(notice -> new Message(notice, at.plus(LASTS))),
                        resolved.values().stream().map(end -> new Message(end.notice, end.at)))
                .toList();
    }

    /** Whether something began or ended since then, which is worth to be said at once. */
    public boolean differsFrom(Outbox before) {
        return !firing.keySet().equals(before.firing.keySet());
    }

    /** When a notice ended. */
    public record Resolved(Notice notice, Instant at) {}

    /** One alert of a POST to {@code /api/v2/alerts}. */
    public record Message(Notice notice, Instant endsAt) {}
}
