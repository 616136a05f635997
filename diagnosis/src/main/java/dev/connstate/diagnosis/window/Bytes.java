package dev.connstate.diagnosis.window;

import java.util.Arrays;

/** Bytes to write numbers into and to read them from, seven bits in each: a small one takes one. */
final class Bytes {
    private byte[] bytes;
    private int place;
    private boolean marked;

    Bytes(byte[] bytes, int place) {
        this.bytes = bytes;
        this.place = place;
    }

    int place() {
        return place;
    }

    /** The same bytes, from there. */
    Bytes from(int other) {
        return new Bytes(bytes, other);
    }

    /** The same bytes, from what {@link #count} counted there. */
    Bytes within(int other) {
        var all = from(other);
        all.end();
        return all;
    }

    /** Where what {@link #count} counted here ends; goes on with what that is. */
    int end() {
        int length = (int) read();
        return place + length;
    }

    void go(int other) {
        place = other;
    }

    void write(long number) {
        if (place + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + 10);
        }
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes[place++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[place++] = (byte) rest;
    }

    long readMarked() {
        byte first = bytes[place++];
        marked = (first & 0x40) != 0;
        long number = first & 0x3f;
        return first < 0 ? number | read() << 6 : number;
    }

    /** Whether the number that was read last has a mark. */
    boolean isMarked() {
        return marked;
    }

    long read() {
        long number = bytes[place++];
        if (number >= 0) {
            return number;
        }
        number &= 0x7f;
        for (int shift = 7; ; shift += 7) {
            byte part = bytes[place++];
            number |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }

    /** A number with a mark, which takes a bit. */
    void write(long number, boolean mark) {
        write(number & 0x3f | (mark ? 0x40 : 0));
        if (number >>> 6 != 0) {
            bytes[place - 1] |= (byte) 0x80;
            write(number >>> 6);
        }
    }

    /** What the other has between two places. */
    void copy(Bytes other, int from, int to) {
        int length = to - from;
        if (place + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + length);
        }
        System.arraycopy(other.bytes, from, bytes, place, length);
        place += length;
    }

    /** Puts before what was written from there on how many bytes it is. */
    void count(int from) {
        int length = place - from;
        write(length);
        int more = place - from - length;
        System.arraycopy(bytes, from, bytes, from + more, length);
        place = from;
        write(length);
        place += length;
    }

    /** What was written, in these bytes where they are enough. */
    byte[] into(byte[] old) {
        if (place > old.length) {
            return Arrays.copyOf(bytes, place + place / 64);
        }
        System.arraycopy(bytes, 0, old, 0, place);
        return old;
    }
}
