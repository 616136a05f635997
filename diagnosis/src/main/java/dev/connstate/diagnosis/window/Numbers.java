package dev.connstate.diagnosis.window;

import java.util.Arrays;

/** Whole numbers one after the other, which can be kept as what differs from others: most are equal, or nearly. */
final class Numbers {
    private static final int SPARE = 64;

    private long[] values;
    private int size;
    private int next;

    /** @param most more take another array */
    Numbers(int most) {
        this(new long[most]);
        size = 0;
    }

    Numbers(long[] all) {
        values = all;
        size = all.length;
    }

    Numbers add(long number) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size + SPARE);
        }
        values[size++] = number;
        return this;
    }

    Numbers add(boolean is) {
        return add(flag(is));
    }

    /** What {@link #nextTrue} takes for true, or not. */
    static long flag(boolean is) {
        return is ? 1 : 0;
    }

    /** With room for as many as that, and some more. */
    Numbers copy(int most) {
        var copy = new Numbers(Arrays.copyOf(values, Math.max(size, most) + SPARE));
        copy.size = size;
        return copy;
    }

    Numbers add(long[] numbers) {
        if (size + numbers.length > values.length) {
            values = Arrays.copyOf(values, 2 * size + numbers.length);
        }
        System.arraycopy(numbers, 0, values, size, numbers.length);
        size += numbers.length;
        return this;
    }

    /** To be read from there on. */
    Numbers from(int place) {
        next = place;
        return this;
    }

    long next() {
        return values[next++];
    }

    long[] next(int count) {
        next += count;
        return Arrays.copyOfRange(values, next - count, next);
    }

    int nextInt() {
        return (int) next();
    }

    boolean nextTrue() {
        return next() != 0;
    }

    long at(int index) {
        return index < size ? values[index] : 0;
    }

    /** Those numbers, and maybe more behind them. */
    long[] all() {
        return values;
    }

    int size() {
        return size;
    }

    /**
     * As many, and of those that are not as in the other, how far it is to the next and by how much it differs; how far not
     * where the one before differs, too.
     */
    void write(Numbers other, Bytes out) {
        out.write(size);
        int last = -1;
        for (int i = different(other, 0); i < size; i = different(other, i)) {
            out.write(i - last);
            for (boolean more = true; more; i++) {
                long difference = values[i] - other.at(i);
                more = i + 1 < size && values[i + 1] != other.at(i + 1);
                out.write(difference << 1 ^ difference >> 63, more);
            }
            last = i - 1;
        }
        out.write(0);
    }

    /** The first from there on that is not as in the other. */
    private int different(Numbers other, int from) {
        int common = Math.min(size, other.size);
        if (from < common) {
            int found = Arrays.mismatch(values, from, common, other.values, from, common);
            if (found >= 0) {
                return from + found;
            }
        }
        int place = Math.max(from, common);
        while (place < size && values[place] == 0) {
            place++;
        }
        return place;
    }

    /** What {@link #write} wrote, by the same other ones; of the first {@code most} alone, and not read to the end. */
    static Numbers read(Bytes in, Numbers other, int most) {
        int all = (int) in.read();
        int size = Math.min(all, most);
        var numbers = new Numbers(other.size >= size ? Arrays.copyOf(other.values, size) : enlarged(other, size));
        int place = -1;
        for (long gap = in.read(); gap != 0; gap = in.read()) {
            place += (int) gap - 1;
            do {
                place++;
                long zigzag = in.readMarked();
                if (place >= size) {
                    return numbers;
                }
                numbers.values[place] += zigzag >>> 1 ^ -(zigzag & 1);
            } while (in.isMarked());
        }
        return numbers;
    }

    private static long[] enlarged(Numbers other, int size) {
        var values = new long[size];
        System.arraycopy(other.values, 0, values, 0, other.size);
        return values;
    }
}
