package dev.connstate.operator.alert;

import java.util.List;

/**
 * What one evaluation says of one target, or of all together.
 *
 * @param name of the target; empty for all
 * @param worst whose values they are, those with the most first; empty when nothing is known
 * @param isOld whether nothing in it is new since the evaluation before
 */
record Judgement(String name, Answer answer, List<Measured> worst, boolean isOld) {
    /** How many are kept of a group. */
    static final int MOST = 5;

    static final String ALL = "";

    /** That of all targets together; none where there are none. */
    static List<Judgement> ofAll(Poll poll, Answer answer, List<Measured> worst) {
        boolean isOld = poll.known() > 0 && poll.old() == poll.judged();
        return poll.judged() == 0 ? List.of() : List.of(new Judgement(ALL, answer, worst, isOld));
    }

    /** Whether the threshold is crossed. */
    enum Answer {
        GOOD,
        BAD,
        UNKNOWN;

        static Answer of(boolean isBad) {
            return isBad ? BAD : GOOD;
        }
    }
}
