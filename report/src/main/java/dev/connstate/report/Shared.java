package dev.connstate.report;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Small numbers, which most lengths, drops and counts are, are one object for all reports together. */
final class Shared {
    private static final List<OptionalLong> SMALL =
            LongStream.range(0, 256).mapToObj(OptionalLong::of).toList();

    OptionalLong optional(boolean is, long value) {
        if (!is) {
            return OptionalLong.empty();
        }
        return value >= 0 && value < SMALL.size() ? SMALL.get((int) value) : OptionalLong.of(value);
    }

    OptionalInt optional(boolean is, int value) {
        return is ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
