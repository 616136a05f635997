package dev.connstate.diagnosis.explain;

import java.util.stream.IntStream;

/** How near two names are. */
final class Likeness {
    private static final int LETTERS_PER_SLIP = 3;
    private static final int MEANINGFUL = 4;

    private Likeness() {}

    /** The number of slips between them, or empty-handed a large one: {@link Integer#MAX_VALUE} is not alike at all. */
    static int slips(String asked, String name) {
        if (asked.length() >= MEANINGFUL
                && (name.startsWith(asked) || asked.startsWith(name) && name.length() >= MEANINGFUL)) {
            return 1;
        }
        if (asked.length() >= MEANINGFUL && name.contains(asked)) {
            return 2;
        }
        int slips = distance(asked, name);
        return slips <= Math.max(1, asked.length() / LETTERS_PER_SLIP) ? slips : Integer.MAX_VALUE;
    }

    /** Letters to insert, to leave out or to change. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = row[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(changed, 1 + Math.min(next[j - 1], row[j]));
            }
            row = next;
        }
        return row[other.length()];
    }
}
