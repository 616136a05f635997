package dev.connstate.operator.alert;

import dev.connstate.operator.alert.signal.Reading;
import dev.connstate.operator.fleet.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of its targets an evaluation could see.
 *
 * @param matched how many targets there are
 * @param reporting of which there are fresh numbers
 * @param known of which there is an answer, that they have nothing of the kind among them
 * @param absent those that have nothing of the kind
 * @param unseen those that report, but not this, by the reason
 */
record Tally(int matched, int reporting, int known, Told absent, Map<Reading.Why, Told> unseen) {
    static final Tally NONE = new Tally(0, 0, 0, Told.NOBODY, Map.of());

    static Tally of(List<Look> looks) {
        int reporting = 0;
        int known = 0;
        var absent = Told.NOBODY;
        Map<Reading.Why, Told> unseen = Map.of();
        for (var look : looks) {
            reporting += look.isReported() ? 1 : 0;
            known += look.isKnown() ? 1 : 0;
            switch (look.reading().orElse(null)) {
                case Reading.Absent it -> absent = absent.and(new Told(1, look.name(), it.reason()));
                case Reading.Unknown it -> {
                    unseen = unseen.isEmpty() ? new EnumMap<>(Reading.Why.class) : unseen;
                    unseen.merge(it.why(), new Told(1, look.name(), it.reason()), Told::and);
                }
                case Reading.Value _ -> {}
                case null -> {}
            }
        }
        return new Tally(looks.size(), reporting, known, absent, unseen);
    }

    /** Of an alert that reads nothing. */
    static Tally unread(List<Target> targets) {
        int reporting =
                (int) targets.stream().filter(it -> it.sighting().isPresent()).count();
        return new Tally(targets.size(), reporting, 0, Told.NOBODY, Map.of());
    }

    Tally and(Tally other) {
        var all = other.unseen.isEmpty() ? unseen : new EnumMap<Reading.Why, Told>(Reading.Why.class);
        if (all != unseen) {
            all.putAll(unseen);
            other.unseen.forEach((why, told) -> all.merge(why, told, Told::and));
        }
        return new Tally(
                matched + other.matched,
                reporting + other.reporting,
                known + other.known,
                absent.and(other.absent),
                all);
    }

    boolean isPlain() {
        return absent.isNobody() && unseen.isEmpty();
    }

    /** Whether there are as many of each, by which alone a decision is made. */
    boolean decidesAs(Tally other) {
        return matched == other.matched
                && reporting == other.reporting
                && known == other.known
                && absent.count == other.absent.count
                && (unseen.isEmpty() && other.unseen.isEmpty()
                        || Stream.of(Reading.Why.values()).allMatch(why -> unseen(why) == other.unseen(why)));
    }

    private int unseen(Reading.Why why) {
        return unseen.getOrDefault(why, Told.NOBODY).count;
    }

    /** Those that report, but not this. */
    Told unknown() {
        return unseen.values().stream().reduce(Told.NOBODY, Told::and);
    }

    /** Those that can have the number at all: see {@link Look#isOfTheNode}. */
    int judged() {
        return matched - unseen(Reading.Why.SHARED);
    }

    boolean isSilent() {
        return reporting < matched;
    }

    /** Whether nobody's agent may see it. */
    boolean isForbidden() {
        return known == 0 && unseen.keySet().equals(Set.of(Reading.Why.RIGHTS));
    }

    /**
     * Whether all targets are known to be as the values say. One that is counted for the first time has still to show, and
     * one on the node's network has no such number.
     */
    boolean isComplete() {
        return known > absent.count
                && !isSilent()
                && Set.of(Reading.Why.TOO_SOON, Reading.Why.SHARED).containsAll(unseen.keySet());
    }

    /**
     * Targets without a value.
     *
     * @param name of the first by name
     * @param reason why that has none
     */
    record Told(int count, String name, String reason) {
        static final Told NOBODY = new Told(0, "", "");

        Told and(Told other) {
            var first = count == 0 || other.count > 0 && other.name.compareTo(name) < 0 ? other : this;
            return new Told(count + other.count, first.name, first.reason);
        }

        boolean isNobody() {
            return count == 0;
        }
    }
}
