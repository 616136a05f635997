package dev.connstate.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers of one namespace by the kernel's own names, {@code TcpExt.ListenOverflows}. Names are held once for all
 * namespaces that have the same, since a node has some 400 of them times its namespaces. What the kernel does not have
 * is absent.
 *
 * @param names {@code Group.Name}, in the kernel's order
 * @param values one for each name; unsigned 64 bits but for {@code Tcp.MaxConn}, which is -1
 */
public record Counters(List<String> names, List<Long> values) {
    public static final Counters NONE = new Counters(List.of(), List.of());

    public Counters {
        names = Names.copyOf(names);
        values = Longs.copyOf(values);
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(
                    "%d names and %d values do not pair".formatted(names.size(), values.size()));
        }
    }

    /** @param values by the index of their names */
    public static Counters of(List<String> names, IntToLongFunction values) {
        return new Counters(names, Longs.of(names.size(), values));
    }

    /** @param values by the index of their names; at least as many as there are names */
    public static Counters of(List<String> names, long[] values) {
        return new Counters(names, Longs.of(values, names.size()));
    }

    public OptionalLong of(String name) {
        int index = names.indexOf(name);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(value(index));
    }

    /** That of the name at this index. */
    public long value(int index) {
        return ((Longs) values).at(index);
    }

    /** Those of all names. */
    public long[] numbers() {
        return ((Longs) values).numbers();
    }

    /** Those at these indexes, whose names are these. */
    public Counters at(int[] indexes, List<String> theirNames) {
        return new Counters(theirNames, Longs.of(indexes.length, i -> value(indexes[i])));
    }

    /** Those whose name the predicate takes. */
    public Counters only(Predicate<String> wanted) {
        var indexes = IntStream.range(0, names.size())
                .filter(i -> wanted.test(names.get(i)))
                .toArray();
        return at(indexes, Arrays.stream(indexes).mapToObj(names::get).toList());
    }

    /** These and those. */
    public Counters and(Counters more) {
        return new Counters(
                Stream.concat(names.stream(), more.names.stream()).toList(),
                Stream.concat(values.stream(), more.values.stream()).toList());
    }

    public Map<String, Long> asMap() {
        var map = LinkedHashMap.<String, Long>newLinkedHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }
}
