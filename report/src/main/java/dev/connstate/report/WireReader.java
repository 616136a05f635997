package dev.connstate.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fields of messages where they lie in a report's bytes. A report has a thousand small messages, and the generated
 * classes make an object and a builder for each before anything is made of it.
 */
final class WireReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Bits of a number of ten bytes. */
    private static final int LONGEST = 70;

    private final byte[] bytes;
    private int place;
    private int end;
    private int tag;
    private int field;
    private long[] numbers = new long[512];
    private int count;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
        end = bytes.length;
    }

    /** The number of the next field of the message; 0 at its end. */
    int next() throws IOException {
        field = place;
        if (place == end) {
            tag = 0;
            return 0;
        }
        tag = (int) varint();
        int number = WireFormat.getTagFieldNumber(tag);
        if (number == 0) {
            throw new InvalidProtocolBufferException("no field is numbered 0");
        }
        return number;
    }

    /** Passes over the field, and leaves it to who reads those. */
    void copy(ByteArrayOutputStream others) throws IOException {
        int from = field;
        skip();
        others.write(bytes, from, place - from);
    }

    void skip() throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> varint();
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> pass(length());
            default -> {
                var in = CodedInputStream.newInstance(bytes, field, end - field);
                if (!in.skipField(in.readTag())) {
                    throw new InvalidProtocolBufferException("a group ends that has not begun");
                }
                place = field + in.getTotalBytesRead();
            }
        }
    }

    /** Goes to the fields of a message. @return what {@link #leave} wants */
    int enter() throws IOException {
        int length = length();
        int outer = end;
        end = place + length;
        return outer;
    }

    /** Goes on behind the message whose last field was read. */
    void leave(int entered) {
        end = entered;
    }

    /**
     * What a message says, read only if it is not the one that was read last, byte by byte.
     *
     * @param last of the same kind
     */
    <T> Read<T> message(Read<T> last, Reading<T> reading) throws IOException {
        int length = length();
        int from = pass(length);
        return Arrays.equals(bytes, from, place, bytes, last.from, last.to)
                ? last
                : new Read<>(from, place, reading.of(CodedInputStream.newInstance(bytes, from, length)));
    }

    /** What was read, and from where to where. */
    record Read<T>(int from, int to, T value) {}

    interface Reading<T> {
        T of(CodedInputStream message) throws IOException;
    }

    long number() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return varint();
    }

    int intNumber() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return (int) varint();
    }

    /** @param last that was read of the same kind: most rows of a namespace have the same */
    Address address(Address last) throws IOException {
        int length = length();
        int from = pass(length);
        var address = length == Integer.BYTES
                ? Address.v4((int) INTS.get(bytes, from))
                : Address.ofBytes(Arrays.copyOfRange(bytes, from, place));
        return address.equals(last) ? last : address;
    }

    ByteString bytes() throws IOException {
        int length = length();
        return ByteString.copyFrom(bytes, pass(length), length);
    }

    /** From here on repeated numbers are counted. */
    void none() {
        count = 0;
    }

    /** One number of a repeated field, or all of them, packed. */
    void add() throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            room(1);
            numbers[count++] = varint();
            return;
        }
        int entered = enter();
        room(end - place);
        while (place < end) {
            ones();
            if (place < end) {
                numbers[count++] = varint();
            }
        }
        leave(entered);
    }

    /** Numbers of one byte, as nearly all are, up to the next that takes more. */
    private void ones() {
        int from = place;
        int next = count;
        while (from < end && bytes[from] >= 0) {
            numbers[next++] = bytes[from++];
        }
        place = from;
        count = next;
    }

    private void room(int more) {
        if (count + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * count, count + more));
        }
    }

    /** Those since {@link #none}. */
    Longs added() {
        return Longs.of(numbers, count);
    }

    private int length() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = (int) varint();
        if (length < 0 || length > end - place) {
            throw new InvalidProtocolBufferException("a message ends before its last field");
        }
        return length;
    }

    /** @return where that began */
    private int pass(int length) {
        place += length;
        return place - length;
    }

    private long varint() throws IOException {
        if (place < end && bytes[place] >= 0) {
            return bytes[place++];
        }
        long number = 0;
        for (int shift = 0; shift < LONGEST && place < end; shift += 7) {
            byte part = bytes[place++];
            number |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new InvalidProtocolBufferException("a number does not end");
    }

    private void expect(int type) throws InvalidProtocolBufferException {
        if (WireFormat.getTagWireType(tag) != type) {
            throw new InvalidProtocolBufferException(
                    "field %d is of another type".formatted(WireFormat.getTagFieldNumber(tag)));
        }
    }
}
