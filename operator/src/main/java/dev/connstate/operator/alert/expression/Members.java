package dev.connstate.operator.alert.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The members of one part; what is unknown is not among them. */
final class Members {
    private final Map<String, Object> known = new HashMap<>();

    Members with(String name, Object value) {
        known.put(name, value);
        return this;
    }

    Members with(String name, Optional<?> value) {
        value.ifPresent(it -> known.put(name, it));
        return this;
    }

    Members with(String name, OptionalLong value) {
        value.ifPresent(it -> known.put(name, it));
        return this;
    }

    /** CEL has no integer but of 64 bits. */
    Members with(String name, OptionalInt value) {
        value.ifPresent(it -> known.put(name, (long) it));
        return this;
    }

    Map<String, Object> map() {
        return Map.copyOf(known);
    }
}
