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
    static List<Judgement> ofAll(List<Look> looks, Answer answer, List<Look> known) {
        var worst = known.stream()
                .map(Look::measured)
                .sorted(Measured.MOST_FIRST)
                .limit(MOST)
                .toList();
        boolean isOld = !known.isEmpty() && looks.stream().allMatch(Look::isOld);
        return looks.isEmpty() ? List.of() : List.of(new Judgement(ALL, answer, worst, isOld));
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
