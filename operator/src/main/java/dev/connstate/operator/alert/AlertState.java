package dev.connstate.operator.alert;

import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.operator.fleet.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an alert stands. A value; {@link #after} makes the next one, and is told the time.
 *
 * <p>Time counts from evaluation to evaluation, as long as the target is known at the later one. A target that says
 * nothing stays where it is, and so does everything when the clock steps back or more than five minutes ahead.
 */
public final class AlertState {
    /** That of an alert nobody has evaluated yet. */
    public static final AlertState NONE =
            new AlertState(Optional.empty(), Optional.empty(), List.of(), Tally.NONE, Optional.empty());

    private final Optional<Instant> at;
    private final Optional<Rule> rule;
    private final List<Track> tracks;
    private final Tally tally;
    private final Optional<Transition> transition;

    private AlertState(
            Optional<Instant> at,
            Optional<Rule> rule,
            List<Track> tracks,
            Tally tally,
            Optional<Transition> transition) {
        this.at = at;
        this.rule = rule;
        this.tracks = List.copyOf(tracks);
        this.tally = tally;
        this.transition = transition;
    }

    /**
     * What a status tells after a restart. The targets it lists go on where they were. Lost are those beyond its five,
     * which begin anew; how far {@code keepFiringFor} had run, which begins anew; and what was found out for another
     * generation of the spec. The time nobody evaluated counts as if they had been as they are listed, and so does what a
     * pending one was silent since the status was written.
     *
     * @param generation of the spec that the rule is of
     */
    public static AlertState of(AlertStatus written, Rule rule, long generation) {
        var tracks = new WrittenStatus(written).tracks(rule, generation);
        return new AlertState(Optional.empty(), Optional.empty(), tracks, Tally.NONE, Optional.empty());
    }

    /**
     * The next state. The targets are all that the alert matches: one that is missing is forgotten.
     *
     * @param time by the clock that was used before
     */
    public AlertState after(Rule next, List<Target> targets, Instant time) {
        return after(next, Poll.of(next, targets, _ -> true), time);
    }

    /** @param poll of all targets; asked by name are at least {@link #standing} */
    public AlertState after(Rule next, Poll poll, Instant time) {
        // As exact as a status is, so that a restart changes nothing.
        var now = time.truncatedTo(ChronoUnit.SECONDS);
        return switch (next) {
            case Rule.Idle idle ->
                new AlertState(Optional.of(now), Optional.of(next), List.of(), poll.tally(), withdrawn(idle.message()));
            case Rule.Live live -> evaluated(live, poll, now);
        };
    }

    private AlertState evaluated(Rule.Live live, Poll poll, Instant now) {
        var judgements = live.grouping().judge(live, poll);
        var known = known(live, now);
        var step = Track.Step.from(at, now);
        var next = judgements.stream()
                .map(it -> known.getOrDefault(it.name(), Track.first(it.name())).after(it, live, step))
                .filter(it -> it.since().isPresent())
                .toList();
        var tally = poll.tally();
        boolean isOver = judgements.stream()
                .anyMatch(it ->
                        known.containsKey(it.name()) && known.get(it.name()).isFiring());
        var wording = new Wording(live, next, tally);
        var told = firing() == 0 ? wording.beginning() : wording.ending(isOver);
        return new AlertState(Optional.of(now), Optional.of(live), next, tally, told);
    }

    private Map<String, Track> known(Rule.Live live, Instant now) {
        boolean isOther = rule.isPresent() && !(rule.get() instanceof Rule.Live before && live.asksTheSameAs(before));
        return isOther
                ? Map.of()
                : tracks.stream()
                        .map(it -> at.isEmpty() ? it.notAfter(now) : it)
                        .collect(Collectors.toMap(Track::name, Function.identity(), (first, _) -> first));
    }

    private Optional<Transition> withdrawn(String message) {
        return firing() == 0 ? Optional.empty() : Optional.of(new Transition.Withdrawn(message));
    }

    /** What the evaluation that made this state changed. */
    public Optional<Transition> transition() {
        return transition;
    }

    /** The targets that are pending or fire, by name. */
    public Set<String> standing() {
        return tracks.stream().map(Track::name).collect(Collectors.toUnmodifiableSet());
    }

    /** How many targets are over the threshold, not for long enough yet. Those of a Sum or Share are one. */
    public int pending() {
        return (int) tracks.stream().filter(Track::isPending).count();
    }

    /** How many targets fire. Those of a Sum or Share are one. */
    public int firing() {
        return (int) tracks.stream().filter(Track::isFiring).count();
    }

    /** When the first of those that fire was over the threshold. */
    public Optional<Instant> firingSince() {
        return tracks.stream()
                .filter(Track::isFiring)
                .flatMap(it -> it.since().stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * The status to have. It is the very one that is written, the same object, as long as no condition, count or offender
     * changed: values alone are no reason to write.
     *
     * @param written what the API server has; null when it has none
     * @param generation of the spec that was evaluated
     */
    public AlertStatus status(AlertStatus written, long generation) {
        return rule.isEmpty() ? written : new NextStatus(new WrittenStatus(written), this, generation).status();
    }

    Instant at() {
        return at.orElseThrow();
    }

    Rule rule() {
        return rule.orElseThrow();
    }

    List<Track> tracks() {
        return tracks;
    }

    Tally tally() {
        return tally;
    }
}
