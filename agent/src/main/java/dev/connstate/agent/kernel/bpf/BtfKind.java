package dev.connstate.agent.kernel.bpf;

/** The {@code info} of a type: its kind and how many entries follow ({@code include/uapi/linux/btf.h}). */
final class BtfKind {
    static final int POINTER = 2;
    static final int ARRAY = 3;
    static final int STRUCT = 4;
    static final int UNION = 5;
    /** Stands here for all that only point to another type: TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG. */
    static final int MODIFIER = 8;

    /** Bytes of what every type begins with. */
    static final int HEADER = 12;

    private static final int INT = 1;
    private static final int ENUM = 6;
    private static final int FUNC_PROTO = 13;
    private static final int VAR = 14;
    private static final int DATASEC = 15;
    private static final int DECL_TAG = 17;
    private static final int TYPE_TAG = 18;
    private static final int ENUM64 = 19;

    private BtfKind() {}

    static int of(int info) {
        int kind = info >>> 24 & 0x1f;
        return kind >= MODIFIER && kind <= 11 || kind == TYPE_TAG ? MODIFIER : kind;
    }

    static int length(int info) {
        return info & 0xffff;
    }

    /** Whether the upper byte of a member's offset is how many bits it has. */
    static boolean hasBitfields(int info) {
        return info < 0;
    }

    /** Of a whole type, to the next. */
    static int bytes(int info) {
        int length = length(info);
        return HEADER
                + switch (of(info)) {
                    case INT, VAR, DECL_TAG -> 4;
                    case ARRAY -> 12;
                    case STRUCT, UNION, DATASEC, ENUM64 -> 12 * length;
                    case ENUM, FUNC_PROTO -> 8 * length;
                    default -> 0;
                };
    }
}
