package dev.connstate.operator.alert;

import dev.connstate.operator.alert.Judgement.Answer;
import dev.connstate.operator.alert.signal.Expression;
import java.util.List;

/**
 * How the values of many targets become verdicts. A target that says nothing may have any value: only what holds whatever
 * that is, is a verdict, so that silence neither fires nor resolves.
 */
public sealed interface Grouping {
    /** One for each target that is notable, or one for all of them. */
    List<Judgement> judge(Rule.Live rule, Poll poll);

    default List<Judgement> judge(Rule.Live rule, List<Look> looks) {
        return judge(rule, Poll.of(rule, looks, _ -> true));
    }

    /** Each target for itself. */
    record Any() implements Grouping {
        @Override
        public List<Judgement> judge(Rule.Live rule, Poll poll) {
            return poll.notable().stream().map(look -> judge(rule, look)).toList();
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
        public List<Judgement> judge(Rule.Live rule, Poll poll) {
            boolean complete = poll.known() == poll.judged();
            // An expression may be negative, everything else only adds to what is known.
            boolean isLeast = complete || !(rule.measure() instanceof Expression);
            var answer = isLeast && poll.sum() > rule.moreThan() ? Answer.BAD : complete ? Answer.GOOD : Answer.UNKNOWN;
            return Judgement.ofAll(poll, answer, poll.worst());
        }
    }

    /** @param percent of the targets that must be bad, 1 to 100 */
    record Share(int percent) implements Grouping {
        @Override
        public List<Judgement> judge(Rule.Live rule, Poll poll) {
            int most = poll.bad() + poll.judged() - poll.known();
            var answer = isEnough(poll.bad(), poll) ? Answer.BAD : isEnough(most, poll) ? Answer.UNKNOWN : Answer.GOOD;
            return Judgement.ofAll(poll, answer, poll.bad() == 0 ? poll.worst() : poll.worstBad());
        }

        private boolean isEnough(int bad, Poll poll) {
            return bad * 100L >= (long) percent * poll.judged();
        }
    }
}
