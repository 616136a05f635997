package dev.connstate.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * Protobuf's form of a message, written in one pass. The library's way takes an object for each message in it, thousands
 * with each look of an agent. Fields have the numbers that the generated classes give them.
 */
final class MessageWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int LONGEST_VARINT = 10;

    private final LongConsumer varint = this::varint;
    private byte[] bytes = new byte[1 << 12];
    private int size;

    /** A number whose zero is left out. */
    void number(int field, long value) {
        if (value != 0) {
            known(field, value);
        }
    }

    /** A number that is written even when it is zero, since it may also be unknown. */
    void known(int field, long value) {
        varint(tag(field, VARINT));
        varint(value);
    }

    void known(int field, OptionalLong value) {
        if (value.isPresent()) {
            known(field, value.getAsLong());
        }
    }

    void known(int field, OptionalInt value) {
        if (value.isPresent()) {
            known(field, value.getAsInt());
        }
    }

    void flag(int field, boolean value) {
        number(field, value ? 1 : 0);
    }

    void real(int field, double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits != 0) {
            varint(tag(field, FIXED64));
            ensure(Long.BYTES);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                bytes[size++] = (byte) (bits >>> shift);
            }
        }
    }

    /** A text that is left out when it is empty. */
    void text(int field, String value) {
        if (!value.isEmpty()) {
            known(field, value);
        }
    }

    void known(int field, String value) {
        bytes(field, value.getBytes(UTF_8));
    }

    void texts(int field, Iterable<String> values) {
        values.forEach(value -> known(field, value));
    }

    void bytes(int field, byte[] value) {
        varint(tag(field, LENGTH_DELIMITED));
        varint(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void numbers(int field, List<? extends Number> values) {
        if (!values.isEmpty()) {
            message(field, values, MessageWriter::packed);
        }
    }

    private void packed(List<? extends Number> values) {
        if (values instanceof Longs longs) {
            longs.each(varint);
        } else {
            values.forEach(value -> varint(value.longValue()));
        }
    }

    /** A message, however empty; {@code write} writes its fields. */
    <T> void message(int field, T value, BiConsumer<MessageWriter, T> write) {
        varint(tag(field, LENGTH_DELIMITED));
        int begin = size;
        write.accept(this, value);
        insertLength(begin);
    }

    <T> void messages(int field, Iterable<T> values, BiConsumer<MessageWriter, T> write) {
        for (var value : values) {
            message(field, value, write);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** What was written so far goes on to there. */
    void moveTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** The length of what is there from {@code begin} on comes before it, and is known only now. */
    private void insertLength(int begin) {
        int length = size - begin;
        varint(length);
        int digits = size - begin - length;
        ensure(digits);
        System.arraycopy(bytes, begin, bytes, begin + digits, length + digits);
        System.arraycopy(bytes, begin + digits + length, bytes, begin, digits);
    }

    private void varint(long value) {
        ensure(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    private static long tag(int field, int form) {
        return (long) field << 3 | form;
    }
}
