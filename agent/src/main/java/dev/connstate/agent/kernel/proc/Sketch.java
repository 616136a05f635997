package dev.connstate.agent.kernel.proc;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

/** Draws the {@link Layout} of a text: whatever looks like a number, between blanks, is taken for one. */
final class Sketch {
    private final byte[] bytes;
    private final int length;
    private final PassingLines passing;
    private final ByteArrayOutputStream between = new ByteArrayOutputStream();
    private final IntStream.Builder ends = IntStream.builder();
    private boolean hasMinusOne;

    private Sketch(ProcText text, PassingLines passing) {
        this.bytes = text.bytes();
        this.length = text.length();
        this.passing = passing;
    }

    static Layout of(ProcText text, PassingLines passing) {
        return new Sketch(text, passing).layout();
    }

    private Layout layout() {
        int at = passing.pass(bytes, 0, length);
        while (at < length) {
            at = word(at);
        }
        ends.add(between.size());
        return new Layout(passing, between.toByteArray(), ends.build().toArray(), hasMinusOne);
    }

    /** Takes a word and the blank after it. */
    private int word(int begin) {
        int end = begin;
        while (end < length && bytes[end] > ' ') {
            end++;
        }
        boolean isMinusOne = Layout.isMinusOne(bytes, begin, end);
        boolean isNumber = isMinusOne || isDigits(begin, end);
        hasMinusOne |= isMinusOne;
        if (isNumber) {
            ends.add(between.size());
        } else {
            between.write(bytes, begin, end - begin);
        }
        if (end == length) {
            return length;
        }
        between.write(bytes[end]);
        return isNumber && bytes[end] == '\n' ? passing.pass(bytes, end + 1, length) : end + 1;
    }

    private boolean isDigits(int begin, int end) {
        for (int at = begin; at < end; at++) {
            if (!Layout.isDigit(bytes[at])) {
                return false;
            }
        }
        return begin < end;
    }
}
