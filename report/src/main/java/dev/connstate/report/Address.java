package dev.connstate.report;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.StringJoiner;

/**
 * An IPv4 or IPv6 address as two words. An IPv4 address and its v4-mapped form ({@code ::ffff:a.b.c.d}) are the same
 * value: the peer on the wire is the same, only the socket's family differs.
 *
 * @param high the first eight bytes in network order; 0 for IPv4
 * @param low the last eight bytes; {@code 0x0000ffff_aabbccdd} for IPv4
 */
public record Address(long high, long low) implements Comparable<Address> {
    public static final Address ANY_V6 = new Address(0, 0);
    public static final Address ANY_V4 = v4(0);

    private static final long MAPPED = 0x0000_ffffL << 32;

    public static Address v4(int word) {
        return new Address(0, MAPPED | Integer.toUnsignedLong(word));
    }

    /**
     * The value of a literal; a name is refused, since nothing here may ask a resolver.
     *
     * @throws IllegalArgumentException if it is not an address, or more or less than one: {@code 10.1}, {@code [::1]},
     *     {@code fe80::1%2}
     */
    public static Address parse(String literal) {
        try {
            var address = ofBytes(InetAddress.ofLiteral(literal).getAddress());
            if (!isPlain(literal, address)) {
                throw new IllegalArgumentException("shortened, in brackets or with a zone");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not an IP address".formatted(literal), e);
        }
    }

    private static boolean isPlain(String literal, Address address) {
        boolean v6 = literal.contains(":");
        return v6 ? !literal.contains("%") && !literal.contains("[") : literal.equals(address.toString());
    }

    /** The value of 4 or 16 bytes in network order. */
    public static Address ofBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case 4 -> v4(buffer.getInt());
            case 16 -> new Address(buffer.getLong(), buffer.getLong());
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        };
    }

    /** 4 or 16, in network order. */
    public byte[] bytes() {
        var bytes = new byte[isV4() ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            long word = i < Long.BYTES ? low : high;
            bytes[bytes.length - 1 - i] = (byte) (word >>> Byte.SIZE * i); // the shift is modulo 64
        }
        return bytes;
    }

    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** {@code 0.0.0.0} or {@code ::}: as a listener's address it stands for every address of the host. */
    public boolean isAny() {
        return equals(ANY_V6) || equals(ANY_V4);
    }

    /** 127.0.0.0/8 or {@code ::1}. */
    public boolean isLoopback() {
        return isV4() ? (low >>> 24 & 0xff) == 127 : high == 0 && low == 1;
    }

    /** With its port, as {@code ss} writes it: {@code 10.0.0.1:80}, {@code [::1]:80}. */
    public String withPort(int port) {
        return isV4() ? this + ":" + port : "[" + this + "]:" + port;
    }

    /** The text form of RFC 5952: lower case, the longest run of zeros shortened. */
    @Override
    public String toString() {
        return isV4() ? v4Text() : v6Text();
    }

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    private static final Comparator<Address> ORDER = Comparator.comparing(Address::high, Long::compareUnsigned)
            .thenComparing(Address::low, Long::compareUnsigned);

    // Joined by hand: format() would write the digits of the user's language.
    private String v4Text() {
        return (low >>> 24 & 0xff) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
    }

    private String v6Text() {
        int start = 8;
        int length = 1; // a single zero group is not shortened
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && group(to) == 0) {
                to++;
            }
            if (to - from > length) {
                start = from;
                length = to - from;
            }
        }
        if (start == 8) {
            return groups(0, 8);
        }
        return groups(0, start) + "::" + groups(start + length, 8);
    }

    private String groups(int from, int to) {
        var text = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            text.add(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        long word = index < 4 ? high : low;
        return (int) (word >>> 48 - 16 * (index & 3)) & 0xffff;
    }
}
