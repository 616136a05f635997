package dev.connstate.report;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Numbers that never change, as a list that holds no object for each: a fleet has tens of millions. */
final class Longs extends AbstractList<Long> implements RandomAccess {
    private final long[] values;

    private Longs(long[] values) {
        this.values = values;
    }

    static Longs copyOf(List<Long> list) {
        return list instanceof Longs longs
                ? longs
                : new Longs(list.stream().mapToLong(Long::longValue).toArray());
    }

    long at(int index) {
        return values[index];
    }

    @Override
    public Long get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Longs longs ? Arrays.equals(values, longs.values) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values); // as List says
    }
}
