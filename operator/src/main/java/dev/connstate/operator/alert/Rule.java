package dev.connstate.operator.alert;

import dev.connstate.crds.alert.AlertSpec;
import dev.connstate.operator.alert.signal.Measure;
import java.time.Duration;

/** What an alert asks, compiled once for each generation of its spec. */
public sealed interface Rule {
    /**
     * A rule that is evaluated.
     *
     * @param moreThan a value over this is bad
     * @param forDuration how long it must be bad before the alert fires
     * @param keepFiringFor how long the alert goes on firing when it is over
     */
    record Live(Measure measure, double moreThan, Grouping grouping, Duration forDuration, Duration keepFiringFor)
            implements Rule {
        boolean isBad(Look look) {
            return look.amount().orElseThrow() > moreThan;
        }

        /** Whether what was found out by the other rule holds for this one: only the numbers may differ. */
        boolean asksTheSameAs(Live other) {
            return measure.equals(other.measure) && grouping.getClass() == other.grouping.getClass();
        }
    }

    /**
     * A rule that is not evaluated.
     *
     * @param reason of the condition Ready: {@code Suspended}, {@code InvalidExpression}, {@code InvalidSpec}
     * @param message one sentence
     */
    record Idle(String reason, String message) implements Rule {}

    /** Whatever the spec says; what cannot be meant is {@link Idle}. */
    static Rule of(AlertSpec spec) {
        return SpecReading.rule(spec);
    }
}
