package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the targets have the proposed values, as their agents see them.
 *
 * @param have how many have all of them
 * @param known of how many that can be told
 * @param without what a target has instead, a phrase for each that has not
 */
record Arrival(int have, int known, List<String> without) {
    static Arrival of(List<TuningSetting> settings, List<Target> targets) {
        int have = 0;
        var without = new ArrayList<String>();
        for (var target : targets) {
            var other = target.sighting().flatMap(sighting -> other(settings, sighting));
            if (other.isPresent()) {
                without.add("%s has %s".formatted(target.name(), other.get()));
            } else if (target.sighting().filter(it -> tellsAll(settings, it)).isPresent()) {
                have++;
            }
        }
        return new Arrival(have, have + without.size(), without);
    }

    boolean isComplete() {
        return known > 0 && have == known;
    }

    /** A value that is known and not the proposed one. */
    private static Optional<String> other(List<TuningSetting> settings, Sighting sighting) {
        return settings.stream()
                .flatMap(setting -> Proposals.value(sighting, setting.name(), setting.scope())
                        .filter(value -> !value.equals(setting.proposed()))
                        .map(value -> setting.name() + "=" + value)
                        .stream())
                .findFirst();
    }

    private static boolean tellsAll(List<TuningSetting> settings, Sighting sighting) {
        return settings.stream()
                .allMatch(setting -> Proposals.value(sighting, setting.name(), setting.scope())
                        .isPresent());
    }
}
