package dev.connstate.agent.kernel.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Lines that are there only once something has happened, so that no two namespaces would have the same names: they are
 * passed over.
 */
final class PassingLines {
    static final PassingLines NONE = new PassingLines(0);

    private final int lines;
    private final byte[][] beginnings;

    /** So many lines at once, the first of which begins like this. */
    PassingLines(int lines, String... beginnings) {
        this.lines = lines;
        this.beginnings = Stream.of(beginnings)
                .map(it -> it.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    /** Where the text goes on that is at the beginning of a line; beyond its end when it has lines of another kind. */
    int pass(byte[] text, int begin, int length) {
        int at = begin;
        while (isAt(text, at, length)) {
            for (int i = 0; i < lines; i++) {
                at = nextLine(text, at, length);
            }
        }
        return at;
    }

    private boolean isAt(byte[] text, int at, int length) {
        for (var beginning : beginnings) {
            int end = at + beginning.length;
            if (end <= length
                    && text[end - 1] == beginning[beginning.length - 1] // which others share more rarely than the first
                    && Arrays.equals(text, at, end, beginning, 0, beginning.length)) {
                return true;
            }
        }
        return false;
    }

    private static int nextLine(byte[] text, int begin, int length) {
        for (int at = begin; at < length; at++) {
            if (text[at] == '\n') {
                return at + 1;
            }
            if (text[at] == '\r') {
                return length + 1;
            }
        }
        return length;
    }
}
