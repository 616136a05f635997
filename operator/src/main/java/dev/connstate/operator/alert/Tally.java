package dev.connstate.operator.alert;

import dev.connstate.operator.alert.signal.Reading;
import dev.connstate.operator.fleet.Target;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of its targets an evaluation could see.
 *
 * @param matched how many targets there are
 * @param reporting of which there are fresh numbers
 * @param known of which there is an answer, that they have nothing of the kind among them
 * @param absent those that have nothing of the kind
 * @param unknown those that report, but not this
 */
record Tally(int matched, int reporting, int known, List<Told> absent, List<Told> unknown) {
    static final Tally NONE = new Tally(0, 0, 0, List.of(), List.of());

    static Tally of(List<Look> looks) {
        return new Tally(
                looks.size(),
                (int) looks.stream().filter(Look::isReported).count(),
                (int) looks.stream().filter(Look::isKnown).count(),
                looks.stream().flatMap(Tally::absent).toList(),
                looks.stream().flatMap(Tally::unknown).toList());
    }

    /** Of an alert that reads nothing. */
    static Tally unread(List<Target> targets) {
        int reporting =
                (int) targets.stream().filter(it -> it.sighting().isPresent()).count();
        return new Tally(targets.size(), reporting, 0, List.of(), List.of());
    }

    private static Stream<Told> absent(Look look) {
        return look.reading().orElse(null) instanceof Reading.Absent it
                ? Stream.of(new Told(look.name(), Reading.Why.NO_ANSWER, it.reason()))
                : Stream.empty();
    }

    private static Stream<Told> unknown(Look look) {
        return look.reading().orElse(null) instanceof Reading.Unknown it
                ? Stream.of(new Told(look.name(), it.why(), it.reason()))
                : Stream.empty();
    }

    /** Those that can have the number at all: see {@link Look#isOfTheNode}. */
    int judged() {
        return matched
                - (int) unknown.stream()
                        .filter(it -> it.why() == Reading.Why.SHARED)
                        .count();
    }

    boolean isSilent() {
        return reporting < matched;
    }

    /** Whether nobody's agent may see it. */
    boolean isForbidden() {
        return known == 0 && !unknown.isEmpty() && unknown.stream().allMatch(it -> it.why() == Reading.Why.RIGHTS);
    }

    /**
     * Whether all targets are known to be as the values say. One that is counted for the first time has still to show, and
     * one on the node's network has no such number.
     */
    boolean isComplete() {
        return known > absent.size()
                && !isSilent()
                && unknown.stream().allMatch(it -> it.why() == Reading.Why.TOO_SOON || it.why() == Reading.Why.SHARED);
    }

    /** A target and why it has no value. */
    record Told(String name, Reading.Why why, String reason) {}
}
