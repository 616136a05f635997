package dev.connstate.operator.alert.signal;

import dev.connstate.operator.alert.expression.Answer;
import dev.connstate.operator.alert.expression.Formula;
import dev.connstate.operator.alert.expression.TargetView;
import dev.connstate.operator.fleet.Sighting;

/** What a user's formula over the target comes to; true is 1, false 0. */
public record Expression(Formula formula) implements Measure {
    @Override
    public Reading read(Sighting sighting) {
        return switch (formula.of(TargetView.of(sighting))) {
            case Answer.Number it -> new Reading.Value(it.value(), Named.NOTHING);
            case Answer.None it -> new Reading.Unknown(Reading.Why.NO_ANSWER, it.reason());
        };
    }

    @Override
    public boolean isOfTables(Sighting sighting) {
        return formula.asksForTables();
    }

    @Override
    public String describe(String amount) {
        return amount + " by the expression";
    }
}
