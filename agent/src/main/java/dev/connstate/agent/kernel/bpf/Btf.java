package dev.connstate.agent.kernel.bpf;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the running kernel has the members of its structs ({@code include/uapi/linux/btf.h}). Its data, some 6 MB, are
 * the arena's: outside of the heap, and gone when that is closed.
 */
final class Btf {
    static final Path OF_THIS_KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    static final int MAGIC = 0xeb9f;
    private static final int POINTER_BYTES = 8;
    private static final int MOST_NESTED = 32;

    private final ByteBuffer types;
    private final ByteBuffer strings;
    private final Map<String, Integer> structs = new HashMap<>();
    private int[] offsets = new int[1 << 17]; // a kernel of a distribution has 130,000 types
    private int count = 1; // type 0 is void

    private Btf(ByteBuffer types, ByteBuffer strings) {
        this.types = types;
        this.strings = strings;
    }

    /** @throws IOException when there is no such file, or it is none of this form */
    static Btf read(Path file, Arena arena) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var all = arena.allocate(channel.size(), Integer.BYTES).asByteBuffer();
            while (all.hasRemaining()) {
                if (channel.read(all) < 0) {
                    throw new EOFException("%s ends after %d of %d bytes".formatted(file, all.position(), all.limit()));
                }
            }
            return parse(all.flip());
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("%s is no BTF that can be understood: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * @throws IllegalArgumentException when it is of another form
     * @throws IndexOutOfBoundsException when something refers to what is outside of {@code all}
     */
    static Btf parse(ByteBuffer all) {
        all.order(ByteOrder.nativeOrder());
        int magic = all.getShort(0) & 0xffff;
        if (magic != MAGIC) {
            throw new IllegalArgumentException("it begins with %#x, not %#x".formatted(magic, MAGIC));
        }
        int header = all.getInt(4);
        var btf = new Btf(
                part(all, header + all.getInt(8), all.getInt(12)), part(all, header + all.getInt(16), all.getInt(20)));
        btf.index();
        return btf;
    }

    private static ByteBuffer part(ByteBuffer all, int offset, int length) {
        return all.slice(offset, length).order(all.order());
    }

    /**
     * A member, {@code "net.ns.inum"}: the struct's name, then the names of members inside of members. Unnamed structs
     * and unions are looked through.
     */
    Optional<Member> find(String path) {
        var names = path.split("\\.");
        int struct = structs.computeIfAbsent(names[0], this::struct);
        if (struct == 0) {
            return Optional.empty();
        }
        var found = new Member(0, 0, struct);
        for (int i = 1; i < names.length; i++) {
            var next = member(bare(found.type), names[i], MOST_NESTED);
            if (next == null) {
                return Optional.empty();
            }
            found = new Member(found.offset + next.offset, next.size, next.type);
        }
        return Optional.of(found);
    }

    /** In bytes. */
    OptionalInt sizeOf(String name) {
        int struct = structs.computeIfAbsent(name, this::struct);
        return struct == 0 ? OptionalInt.empty() : OptionalInt.of(size(struct));
    }

    boolean isPointer(Member member) {
        return kind(bare(member.type)) == BtfKind.POINTER;
    }

    private void index() {
        for (int at = 0; at < types.limit(); at += BtfKind.bytes(info(at))) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
            }
            offsets[count++] = at;
        }
    }

    /** The first of that name, or 0. */
    private int struct(String name) {
        for (int type = 1; type < count; type++) {
            int at = offsets[type];
            if (BtfKind.of(info(at)) == BtfKind.STRUCT && isNamed(types.getInt(at), name)) {
                return type;
            }
        }
        return 0;
    }

    private Member member(int type, String name, int deep) {
        int at = offsets[type];
        int info = info(at);
        if (BtfKind.of(info) != BtfKind.STRUCT && BtfKind.of(info) != BtfKind.UNION) {
            return null;
        }
        for (int i = 0; i < BtfKind.length(info); i++) {
            int entry = at + BtfKind.HEADER + 12 * i;
            int bits = types.getInt(entry + 8);
            int offset = (BtfKind.hasBitfields(info) ? bits & 0xffffff : bits) / Byte.SIZE;
            int of = types.getInt(entry + 4);
            int nameAt = types.getInt(entry);
            if (nameAt == 0 && deep > 0) {
                var inside = member(bare(of), name, deep - 1);
                if (inside != null) {
                    return new Member(offset + inside.offset, inside.size, inside.type);
                }
            } else if (isNamed(nameAt, name)) {
                return new Member(offset, size(of), of);
            }
        }
        return null;
    }

    /** Without typedefs, const and the like; a circle of them, which no compiler makes, comes to its end anywhere. */
    private int bare(int type) {
        int bare = type;
        for (int i = 0; i < MOST_NESTED && bare != 0 && kind(bare) == BtfKind.MODIFIER; i++) {
            bare = types.getInt(offsets[bare] + 8);
        }
        return bare;
    }

    private int size(int type) {
        int bare = bare(type);
        int at = offsets[bare];
        return switch (kind(bare)) {
            case BtfKind.POINTER -> POINTER_BYTES;
            case BtfKind.ARRAY -> elementSize(at) * types.getInt(at + BtfKind.HEADER + 8);
            default -> types.getInt(at + 8);
        };
    }

    /** Of arrays of arrays none is read. */
    private int elementSize(int array) {
        int element = bare(types.getInt(array + BtfKind.HEADER));
        return kind(element) == BtfKind.POINTER ? POINTER_BYTES : types.getInt(offsets[element] + 8);
    }

    private int kind(int type) {
        return BtfKind.of(info(offsets[type]));
    }

    private int info(int at) {
        return types.getInt(at + 4);
    }

    private boolean isNamed(int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (strings.get(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return strings.get(at + name.length()) == 0;
    }

    /**
     * Of a struct.
     *
     * @param offset bytes from its begin
     * @param size in bytes
     * @param type its number here
     */
    record Member(int offset, int size, int type) {}
}
