package dev.connstate.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields of messages where they lie in a report's bytes. A report has a thousand small messages, and the generated
 * classes make an object and a builder for each before anything is made of it.
 */
final class WireReader {
    /** Bits of a number of ten bytes. */
    private static final int LONGEST = 70;

    private final byte[] bytes;
    private final CodedInputStream in;
    private int tag;
    private int field;
    private long[] numbers = new long[512];
    private int count;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
        in = CodedInputStream.newInstance(bytes);
    }

    /** The number of the next field of the message; 0 at its end. */
    int next() throws IOException {
        field = in.getTotalBytesRead();
        tag = in.readTag();
        return WireFormat.getTagFieldNumber(tag);
    }

    /** Passes over the field, and leaves it to who reads those. */
    void copy(ByteArrayOutputStream others) throws IOException {
        int from = field;
        skip();
        others.write(bytes, from, in.getTotalBytesRead() - from);
    }

    void skip() throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that has not begun");
        }
    }

    /** Goes to the fields of a message. @return what {@link #leave} wants */
    int enter() throws IOException {
        return in.pushLimit(length());
    }

    /** Goes on behind the message whose last field was read. */
    void leave(int entered) {
        in.popLimit(entered);
    }

    /**
     * What a message says, read only if it is not the one that was read last, byte by byte.
     *
     * @param last of the same kind
     */
    <T> Read<T> message(Read<T> last, Reading<T> reading) throws IOException {
        int length = length();
        int from = in.getTotalBytesRead();
        in.skipRawBytes(length);
        return Arrays.equals(bytes, from, from + length, bytes, last.from, last.to)
                ? last
                : new Read<>(from, from + length, reading.of(CodedInputStream.newInstance(bytes, from, length)));
    }

    /** What was read, and from where to where. */
    record Read<T>(int from, int to, T value) {}

    interface Reading<T> {
        T of(CodedInputStream message) throws IOException;
    }

    long number() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readInt64();
    }

    int intNumber() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readInt32();
    }

    /** @param last that was read of the same kind: most rows of a namespace have the same */
    Address address(Address last) throws IOException {
        int length = length();
        var address = switch (length) {
            case 4 -> Address.v4(Integer.reverseBytes(in.readRawLittleEndian32()));
            case 16 -> new Address(bigEndian(), bigEndian());
            default -> Address.ofBytes(in.readRawBytes(length));
        };
        return address.equals(last) ? last : address;
    }

    private long bigEndian() throws IOException {
        return Long.reverseBytes(in.readRawLittleEndian64());
    }

    ByteString bytes() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readBytes();
    }

    /** From here on repeated numbers are counted. */
    void none() {
        count = 0;
    }

    /** One number of a repeated field, or all of them, packed. */
    void add() throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            room(1);
            numbers[count++] = in.readInt64();
            return;
        }
        int length = length();
        int from = in.getTotalBytesRead();
        in.skipRawBytes(length);
        room(length);
        packed(from, from + length);
    }

    /** A report has ten thousand of them, and most take one byte. */
    private void packed(int from, int to) throws IOException {
        int place = from;
        while (place < to) {
            byte first = bytes[place++];
            if (first >= 0) {
                numbers[count++] = first;
                continue;
            }
            long number = first & 0x7f;
            byte part = first;
            for (int shift = 7; part < 0; shift += 7) {
                if (place == to || shift == LONGEST) {
                    throw new InvalidProtocolBufferException("a number does not end");
                }
                part = bytes[place++];
                number |= (part & 0x7fL) << shift;
            }
            numbers[count++] = number;
        }
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
        return in.readRawVarint32();
    }

    private void expect(int type) throws InvalidProtocolBufferException {
        if (WireFormat.getTagWireType(tag) != type) {
            throw new InvalidProtocolBufferException(
                    "field %d is of another type".formatted(WireFormat.getTagFieldNumber(tag)));
        }
    }
}
