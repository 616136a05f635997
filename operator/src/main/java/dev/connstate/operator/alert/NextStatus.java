package dev.connstate.operator.alert;

import dev.connstate.crds.ConditionList;
import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.crds.alert.AlertStatus.Offender;
import dev.connstate.crds.alert.AlertStatus.Standing;
import dev.connstate.operator.alert.signal.Reading;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** The status of a state that follows a written one. */
record NextStatus(WrittenStatus written, AlertState state, long generation) {
    private static final int MOST = 5;

    /** The written one while nothing changed that is worth a write. */
    AlertStatus status() {
        var tally = state.tally();
        var next = new WrittenStatus(new AlertStatus(
                generation,
                new AlertStatus.Targets(tally.matched(), tally.reporting(), state.pending(), state.firing()),
                offenders(),
                conditions()));
        return next.essence().equals(written.essence()) ? written.status() : next.status();
    }

    /** Who is listed stays so while it stands: else those of many that take turns would be written again and again. */
    private List<Offender> offenders() {
        var listed = written.standings();
        var firingFirst = Comparator.comparing((Listed it) -> !it.track.isFiring());
        return state.tracks().stream()
                .flatMap(track -> track.worst().stream().map(measured -> new Listed(track, measured)))
                .sorted(firingFirst
                        .thenComparing(it -> !listed.contains(it.name()))
                        .thenComparing(Listed::measured, Measured.MOST_FIRST))
                .limit(MOST)
                .sorted(firingFirst.thenComparing(Listed::measured, Measured.MOST_FIRST))
                .map(Listed::offender)
                .toList();
    }

    private List<Condition> conditions() {
        var ready = Conditions.ready(state);
        var firing = Conditions.firing(state);
        return new ConditionList(written.conditions().toList(), generation, state.at())
                .with("Ready", ready.status().toString(), ready.reason(), ready.message())
                .with("Firing", firing.status().toString(), firing.reason(), firing.message())
                .list();
    }

    private record Listed(Track track, Measured measured) {
        /** As {@link WrittenStatus#standings} has it. */
        String name() {
            return WrittenStatus.standing(standing(), measured.name());
        }

        private Standing standing() {
            return track.isFiring() ? Standing.FIRING : Standing.PENDING;
        }

        Offender offender() {
            return new Offender(
                    measured.name(),
                    measured.nodeName().isEmpty() ? null : measured.nodeName(),
                    measured.subject().text().isEmpty()
                            ? null
                            : measured.subject().text(),
                    Reading.Value.text(measured.value()),
                    track.since().orElseThrow().atZone(ZoneOffset.UTC),
                    standing());
        }
    }
}
