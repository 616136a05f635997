package dev.connstate.agent.kernel.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes BTF, for tests. */
final class TypeWriter {
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int HEADER_BYTES = 24;

    private final ByteBuffer types = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());
    private final StringBuilder names = new StringBuilder("\0");

    TypeWriter type(String name, int kind, int sizeOrType) {
        return header(name, kind << 24, sizeOrType);
    }

    TypeWriter entry(int... numbers) {
        for (int number : numbers) {
            types.putInt(number);
        }
        return this;
    }

    /** Members as name, type, and offset in bits. */
    TypeWriter struct(String name, int bytes, Object... members) {
        return header(name, STRUCT << 24 | members.length / 3, bytes).members(members);
    }

    /** As a struct, with a number of bits in the upper byte of each offset. */
    TypeWriter bitfields(String name, int bytes, Object... members) {
        return header(name, 1 << 31 | STRUCT << 24 | members.length / 3, bytes).members(members);
    }

    TypeWriter union(int bytes, Object... members) {
        return header("", UNION << 24 | members.length / 3, bytes).members(members);
    }

    ByteBuffer bytes() {
        var all = ByteBuffer.allocate(HEADER_BYTES + types.position() + names.length())
                .order(ByteOrder.nativeOrder());
        all.putShort((short) Btf.MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER_BYTES);
        all.putInt(0).putInt(types.position()).putInt(types.position()).putInt(names.length());
        all.put(types.duplicate().flip()).put(names.toString().getBytes(StandardCharsets.US_ASCII));
        return all.flip();
    }

    private TypeWriter members(Object... members) {
        for (int i = 0; i < members.length; i += 3) {
            types.putInt(name((String) members[i])).putInt((int) members[i + 1]).putInt((int) members[i + 2]);
        }
        return this;
    }

    private TypeWriter header(String name, int info, int sizeOrType) {
        types.putInt(name(name)).putInt(info).putInt(sizeOrType);
        return this;
    }

    private int name(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        int at = names.length();
        names.append(name).append('\0');
        return at;
    }
}
