package dev.connstate.operator.alert;

import dev.connstate.operator.alert.signal.Measure;
import dev.connstate.operator.alert.signal.Named;
import dev.connstate.operator.alert.signal.Reading;
import dev.connstate.operator.fleet.Target;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one target showed at one evaluation.
 *
 * @param reading empty where nothing was reported
 * @param isOld whether it is of tables that an earlier look has shown
 */
record Look(String name, String nodeName, Optional<Reading> reading, boolean isOld) {
    static Look of(Target target, Measure measure) {
        return new Look(
                target.name(),
                target.nodeName(),
                target.sighting().map(measure::read),
                target.sighting()
                        .filter(it -> measure.isOfTables(it) && !it.hasNewTables())
                        .isPresent());
    }

    /** The same with nothing of the report in it but words. */
    Look settled() {
        return reading.orElse(null) instanceof Reading.Value it
                ? new Look(
                        name,
                        nodeName,
                        Optional.of(new Reading.Value(
                                it.amount(), Named.of(it.subject().text()))),
                        isOld)
                : this;
    }

    boolean isReported() {
        return reading.isPresent();
    }

    /** 0 where there is nothing of the kind; empty where it is unknown. */
    OptionalDouble amount() {
        return switch (reading.orElse(null)) {
            case Reading.Value it -> OptionalDouble.of(it.amount());
            case Reading.Absent _ -> OptionalDouble.of(0);
            case Reading.Unknown _ -> OptionalDouble.empty();
            case null -> OptionalDouble.empty();
        };
    }

    /** Whether the target has no such number, but the node that it shares the network of. Then it is not missing. */
    boolean isOfTheNode() {
        return reading.orElse(null) instanceof Reading.Unknown it && it.why() == Reading.Why.SHARED;
    }

    boolean isKnown() {
        return amount().isPresent();
    }

    Measured measured() {
        var subject = reading.orElse(null) instanceof Reading.Value it ? it.subject() : Named.NOTHING;
        return new Measured(name, nodeName, amount().orElse(0), subject);
    }
}
