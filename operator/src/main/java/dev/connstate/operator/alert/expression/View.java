package dev.connstate.operator.alert.expression;

import java.util.AbstractMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of one part, each made when a formula asks for it; what is unknown is not among them. */
final class View extends AbstractMap<String, Object> {
    private final Shape shape;
    private final Function<String, Object> member;

    /** @param member null for what is unknown */
    View(Shape shape, Function<String, Object> member) {
        this.shape = shape;
        this.member = member;
    }

    static Object known(OptionalLong value) {
        return value.isPresent() ? (Object) value.getAsLong() : null;
    }

    /** CEL has no integer but of 64 bits. */
    static Object known(OptionalInt value) {
        return value.isPresent() ? (Object) (long) value.getAsInt() : null;
    }

    @Override
    public Object get(Object name) {
        return member.apply(String.valueOf(name));
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return shape.fields().stream()
                .map(Field::name)
                .filter(this::containsKey)
                .map(name -> Map.entry(name, get(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
