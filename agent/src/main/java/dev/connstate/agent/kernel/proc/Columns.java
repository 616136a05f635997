package dev.connstate.agent.kernel.proc;

import java.nio.charset.StandardCharsets;

/** The columns of a line, between blanks; used for one line after the other, so that nothing is allocated for one. */
final class Columns {
    /** No table has more; a path with blanks in it, the last column, goes on after them. */
    private static final int MOST = 32;

    private static final int SAFE_DIGITS = 18;
    private static final int HEX_DIGITS = 16;

    private final byte[] bytes;
    private final int[] begins = new int[MOST];
    private final int[] ends = new int[MOST];
    private int size;

    Columns(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Turns to the line that stands there. */
    void line(int from, int to) {
        size = 0;
        for (int at = from; at < to && size < MOST; at++) {
            if (bytes[at] != ' ') {
                begins[size] = at;
                while (at < to && bytes[at] != ' ') {
                    at++;
                }
                ends[size++] = at;
            }
        }
    }

    int size() {
        return size;
    }

    boolean endsWith(int column, char last) {
        return bytes[ends[column] - 1] == last;
    }

    boolean is(int column, String text) {
        if (ends[column] - begins[column] != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[begins[column] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Unsigned 64 bits; the line must have it. */
    long number(int column) throws MalformedFile {
        if (column >= size) {
            throw new MalformedFile("has a line with fewer columns than its heading");
        }
        long number = 0;
        for (int at = begins[column]; at < ends[column]; at++) {
            if (!Layout.isDigit(bytes[at]) || at - begins[column] == SAFE_DIGITS) {
                return Numbers.unsigned(text(column));
            }
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    /** Likewise, of a column that the line has. */
    long hex(int column) throws MalformedFile {
        long number = 0;
        for (int at = begins[column]; at < ends[column]; at++) {
            int digit = Layout.isDigit(bytes[at]) ? bytes[at] - '0' : Character.digit(bytes[at], 16);
            if (digit < 0 || at - begins[column] == HEX_DIGITS) {
                return Numbers.hex(text(column));
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private String text(int column) {
        return new String(bytes, begins[column], ends[column] - begins[column], StandardCharsets.ISO_8859_1);
    }
}
