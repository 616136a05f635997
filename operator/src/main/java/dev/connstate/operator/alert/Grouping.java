package dev.connstate.operator.alert;

import dev.connstate.operator.alert.Judgement.Answer;
import dev.connstate.operator.alert.signal.Expression;
import java.util.List;

/**
 * How the values of many targets become verdicts. A target that says nothing may have any value: only what holds whatever
 * that is, is a verdict, so that silence neither fires nor resolves.
 */
public sealed interface Grouping {
    /** One for each target, or one for all of them. */
    List<Judgement> judge(Rule.Live rule, List<Look> looks);

    /** Each target for itself. */
    record Any() implements Grouping {
        @Override
        public List<Judgement> judge(Rule.Live rule, List<Look> looks) {
            return looks.stream().map(look -> judge(rule, look)).toList();
        }

        private static Judgement judge(Rule.Live rule, Look look) {
            return look.isKnown()
                    ? new Judgement(look.name(), Answer.of(rule.isBad(look)), List.of(look.measured()), look.isOld())
                    : new Judgement(look.name(), Answer.UNKNOWN, List.of(), false);
        }
    }

    /** The values added up. */
    record Sum() implements Grouping {
        @Override
        public List<Judgement> judge(Rule.Live rule, List<Look> looks) {
            var known = looks.stream().filter(Look::isKnown).toList();
            double sum = known.stream()
                    .mapToDouble(look -> look.amount().orElseThrow())
                    .sum();
            boolean complete = known.size() == looks.size();
            // An expression may be negative, everything else only adds to what is known.
            boolean isLeast = complete || !(rule.measure() instanceof Expression);
            var answer = isLeast && sum > rule.moreThan() ? Answer.BAD : complete ? Answer.GOOD : Answer.UNKNOWN;
            return Judgement.ofAll(looks, answer, known);
        }
    }

    /** @param percent of the targets that must be bad, 1 to 100 */
    record Share(int percent) implements Grouping {
        @Override
        public List<Judgement> judge(Rule.Live rule, List<Look> looks) {
            var known = looks.stream().filter(Look::isKnown).toList();
            var bad = known.stream().filter(rule::isBad).toList();
            int most = bad.size() + looks.size() - known.size();
            var answer =
                    isEnough(bad.size(), looks) ? Answer.BAD : isEnough(most, looks) ? Answer.UNKNOWN : Answer.GOOD;
            return Judgement.ofAll(looks, answer, bad.isEmpty() ? known : bad);
        }

        private boolean isEnough(int bad, List<Look> looks) {
            return bad * 100L >= (long) percent * looks.size();
        }
    }
}
