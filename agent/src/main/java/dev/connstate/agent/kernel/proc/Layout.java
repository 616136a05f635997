package dev.connstate.agent.kernel.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands between the numbers of a text. While it stays the same the names do, too, and only the numbers are read.
 */
final class Layout {
    /** So many surely fit a long; what has more is left to the parser. */
    private static final int MOST_DIGITS = 18;

    private final PassingLines passing;
    private final byte[] between;

    /** In {@link #between}: of the piece before each number, and of that after the last. */
    private final int[] ends;

    private final boolean hasMinusOne;

    Layout(PassingLines passing, byte[] between, int[] ends, boolean hasMinusOne) {
        this.passing = passing;
        this.between = between;
        this.ends = ends;
        this.hasMinusOne = hasMinusOne;
    }

    int numbers() {
        return ends.length - 1;
    }

    /** Whether the text has this layout; then its numbers are in {@code numbers}, from {@code first} on. */
    boolean read(ProcText text, long[] numbers, int first) {
        var bytes = text.bytes();
        int length = text.length();
        int at = piece(0, bytes, passing.pass(bytes, 0, length), length);
        for (int i = 0; i < numbers(); i++) {
            long number = 0;
            int begin = at;
            for (; at < length && isDigit(bytes[at]); at++) {
                number = number * 10 + bytes[at] - '0';
            }
            if (at == begin && hasMinusOne && isMinusOne(bytes, at, Math.min(at + 2, length))) {
                number = -1;
                at += 2;
            } else if (at == begin || at > begin + MOST_DIGITS) {
                return false;
            }
            numbers[first + i] = number;
            at = piece(i + 1, bytes, at, length);
        }
        return at == length;
    }

    /** Where the text goes on after this piece; beyond its end when it has another. */
    private int piece(int index, byte[] bytes, int begin, int length) {
        int at = begin;
        int from = index == 0 ? 0 : ends[index - 1];
        if (index > 0 && from < ends[index] && between[from] == '\n' && at < length && bytes[at] == '\n') {
            at = passing.pass(bytes, at + 1, length);
            from++;
        }
        int end = at + ends[index] - from;
        if (end == at + 1 && at < length) { // a blank, as most are
            return bytes[at] == between[from] ? end : length + 1;
        }
        return end <= length && Arrays.equals(bytes, at, end, between, from, ends[index]) ? end : length + 1;
    }

    static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    static boolean isMinusOne(byte[] bytes, int from, int to) {
        return to - from == 2 && bytes[from] == '-' && bytes[from + 1] == '1';
    }

    /** A text of this layout, with the numbers 0, 1, 2 and so on. */
    String counted() {
        var text = new StringBuilder();
        for (int i = 0, from = 0; i < ends.length; from = ends[i++]) {
            text.append(new String(between, from, ends[i] - from, StandardCharsets.ISO_8859_1));
            text.append(i < numbers() ? Integer.toString(i) : "");
        }
        return text.toString();
    }
}
