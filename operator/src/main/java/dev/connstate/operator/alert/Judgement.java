package dev.connstate.operator.alert;

import java.util.List;

/**
 * What one evaluation says of one target, or of all together.
 *
 * @param name of the target; empty for all
 * @param worst whose values they are, those with the most first; empty when nothing is known
 */
record Judgement(String name, Answer answer, List<Measured> worst) {
    /** How many are kept of a group. */
    static final int MOST = 5;

    static final String ALL = "";

    /** That of all targets together; none where there are none. */
    static List<Judgement> ofAll(List<Look> looks, Answer answer, List<Look> known) {
        var worst = known.stream()
                .map(Look::measured)
                .sorted(Measured.MOST_FIRST)
                .limit(MOST)
                .toList();
        return looks.isEmpty() ? List.of() : List.of(new Judgement(ALL, answer, worst));
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
