package dev.connstate.operator.alert;

import dev.connstate.operator.alert.signal.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an evaluated rule found, in words. */
record Wording(Rule.Live rule, List<Track> tracks, Tally tally) {
    private boolean isFiring() {
        return tracks.stream().anyMatch(Track::isFiring);
    }

    /** What to tell when nothing fired before. */
    Optional<Transition> beginning() {
        return isFiring() ? Optional.of(new Transition.Fired(firing())) : Optional.empty();
    }

    /**
     * What to tell when something fired before.
     *
     * @param isOver whether some of it is still looked at, so that it was seen to end
     */
    Optional<Transition> ending(boolean isOver) {
        if (isFiring()) {
            return Optional.empty();
        }
        return Optional.of(isOver ? new Transition.Resolved(over()) : new Transition.Withdrawn(gone()));
    }

    /** {@code 2 of 6 targets have more than 500 connections in CLOSE_WAIT for 5m: most has checkout-1, 612 (java (pid 7))} */
    String firing() {
        var firing = tracks.stream().filter(Track::isFiring).toList();
        return "%s more than %s%s%s".formatted(have(firing.size()), threshold(), lasting(), most(firing));
    }

    String pending() {
        var pending = tracks.stream().filter(Track::isPending).toList();
        return "%s more than %s, but not for %s yet%s"
                .formatted(have(pending.size()), threshold(), text(rule.forDuration()), most(pending));
    }

    /** What is so when nothing is over the threshold. */
    String over() {
        return switch (rule.grouping()) {
            case Grouping.Any() when tally.judged() == 1 -> "the target does not have more than " + threshold();
            case Grouping.Any() -> "none of %d targets has more than %s".formatted(tally.judged(), threshold());
            case Grouping.Sum() -> "%s together do not have more than %s".formatted(targets(), threshold());
            case Grouping.Share(int percent) ->
                "less than %d%% of %s have more than %s".formatted(percent, targets(), threshold());
        };
    }

    String gone() {
        return tally.judged() == 0
                ? "no target is left"
                : "the targets that fired are gone, or the alert asks for something else now";
    }

    private String have(int count) {
        return switch (rule.grouping()) {
            case Grouping.Any() when tally.judged() == 1 -> "the target has";
            case Grouping.Any() -> "%d of %s %s".formatted(count, targets(), count == 1 ? "has" : "have");
            case Grouping.Sum() -> targets() + " together have";
            case Grouping.Share(int percent) -> "at least %d%% of %s have".formatted(percent, targets());
        };
    }

    private String targets() {
        return tally.judged() == 1 ? "1 target" : tally.judged() + " targets";
    }

    private String threshold() {
        return rule.measure().describe(Reading.Value.text(rule.moreThan()));
    }

    private String lasting() {
        return rule.forDuration().isZero() ? "" : " for " + text(rule.forDuration());
    }

    private static String most(List<Track> tracks) {
        return tracks.stream()
                .flatMap(track -> track.worst().stream())
                .min(Measured.MOST_FIRST)
                .map(it -> ": most has %s, %s%s"
                        .formatted(
                                it.name(),
                                Reading.Value.text(it.value()),
                                it.subject().text().isEmpty()
                                        ? ""
                                        : " (%s)".formatted(it.subject().text())))
                .orElse("");
    }

    /** {@code 1h30m}, {@code 90s} as {@code 1m30s} */
    private static String text(Duration it) {
        return Stream.of(part(it.toHours(), "h"), part(it.toMinutesPart(), "m"), part(it.toSecondsPart(), "s"))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), text -> text.isEmpty() ? it.toMillis() + "ms" : text));
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
