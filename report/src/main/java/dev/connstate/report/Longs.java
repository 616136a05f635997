package dev.connstate.report;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;

/**
 * Numbers that never change, as a list that holds no object for each and no zeros: a fleet has a hundred million of them,
 * and three of four are 0.
 */
final class Longs extends AbstractList<Long> implements RandomAccess {
    private final int size;

    /** A bit for each number that is not 0. */
    private final long[] places;

    private final long[] values;

    private Longs(int size, long[] places, long[] values) {
        this.size = size;
        this.places = places;
        this.values = values;
    }

    static Longs copyOf(List<Long> list) {
        return list instanceof Longs longs ? longs : of(list.size(), list::get);
    }

    /** Without an object for each number on the way. */
    static Longs of(int size, IntToLongFunction numbers) {
        var all = new long[size];
        for (int i = 0; i < size; i++) {
            all[i] = numbers.applyAsLong(i);
        }
        return of(all, size);
    }

    /** The first of these. */
    static Longs of(long[] numbers, int size) {
        var places = new long[(size + Long.SIZE - 1) / Long.SIZE];
        int count = 0;
        for (int word = 0; word < places.length; word++) {
            long bits = 0;
            int end = Math.min(size, (word + 1) * Long.SIZE);
            for (int i = word * Long.SIZE; i < end; i++) {
                bits |= (numbers[i] == 0 ? 0L : 1L) << i;
            }
            places[word] = bits;
            count += Long.bitCount(bits);
        }
        var values = new long[count];
        int next = 0;
        for (int word = 0; word < places.length; word++) {
            for (long rest = places[word]; rest != 0; rest &= rest - 1) {
                values[next++] = numbers[word * Long.SIZE + Long.numberOfTrailingZeros(rest)];
            }
        }
        return new Longs(size, places, values);
    }

    long at(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("number %d of %d".formatted(index, size));
        }
        int word = index / Long.SIZE;
        long bit = 1L << index;
        if ((places[word] & bit) == 0) {
            return 0;
        }
        int before = Long.bitCount(places[word] & bit - 1);
        for (int i = 0; i < word; i++) {
            before += Long.bitCount(places[i]);
        }
        return values[before];
    }

    long sum() {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    /** All of them. */
    long[] numbers() {
        var all = new long[size];
        int next = 0;
        for (int word = 0; word < places.length; word++) {
            for (long rest = places[word]; rest != 0; rest &= rest - 1) {
                all[word * Long.SIZE + Long.numberOfTrailingZeros(rest)] = values[next++];
            }
        }
        return all;
    }

    /** As {@link #forEach}, without an object for each. */
    void each(LongConsumer number) {
        int next = 0;
        for (int i = 0; i < size; i++) {
            boolean isZero = (places[i / Long.SIZE] & 1L << i) == 0;
            number.accept(isZero ? 0 : values[next++]);
        }
    }

    @Override
    public Long get(int index) {
        return at(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Longs longs
                ? size == longs.size && Arrays.equals(places, longs.places) && Arrays.equals(values, longs.values)
                : super.equals(other);
    }

    /** As List says it, so that it is that of any list of the same numbers. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Long.hashCode(at(i));
        }
        return hash;
    }
}
