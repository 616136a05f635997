package dev.connstate.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Equal parts of one report are one object: its rows name the same process, address or limit over and over, and a fleet
 * keeps millions of rows.
 */
final class Shared {
    /** Most lengths, drops and counts, for all reports together. */
    private static final List<OptionalLong> SMALL =
            LongStream.range(0, 256).mapToObj(OptionalLong::of).toList();

    private final Map<Object, Object> known = new HashMap<>();

    @SuppressWarnings("unchecked") // what equals a record is of its class
    <T extends Record> T one(T value) {
        return (T) same(value);
    }

    @SuppressWarnings("unchecked")
    <T extends Record> Optional<T> one(Optional<T> value) {
        return value.isEmpty() ? value : (Optional<T>) same(value);
    }

    private Object same(Object value) {
        var first = known.putIfAbsent(value, value);
        return first == null ? value : first;
    }

    OptionalLong optional(boolean is, long value) {
        if (!is) {
            return OptionalLong.empty();
        }
        return value >= 0 && value < SMALL.size()
                ? SMALL.get((int) value)
                : (OptionalLong) same(OptionalLong.of(value));
    }

    OptionalInt optional(boolean is, int value) {
        return is ? (OptionalInt) same(OptionalInt.of(value)) : OptionalInt.empty();
    }
}
