package dev.connstate.agent.kernel.bpf;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The types of our program, without which the kernel takes no function to be called back: an int and two functions. */
final class ProgramBtf {
    /** The numbers of its types. */
    static final int MAIN = 3;

    static final int FUNCTION = 4;

    private static final int INT = 1;
    private static final int FUNC_PROTO = 2;

    private static final int KIND_INT = 1 << 24;
    private static final int KIND_FUNC = 12 << 24;
    private static final int KIND_FUNC_PROTO = 13 << 24;
    private static final int GLOBAL = 1; // how a function is linked; a callback has to be static, which is 0
    private static final int SIGNED_32_BITS = 1 << 24 | 32;

    private static final int HEADER_BYTES = 24;
    private static final String NAMES = "\0int\0main\0step\0";

    private ProgramBtf() {}

    /** A descriptor. */
    static int load(Libc libc, Arena arena) throws KernelException {
        var bytes = bytes();
        var memory = arena.allocate(bytes.length, Integer.BYTES).copyFrom(MemorySegment.ofArray(bytes));
        return new BpfCommand(arena, BpfCommand.BTF_LOAD)
                .pointer(0, memory)
                .u32(16, bytes.length)
                .give(libc);
    }

    static byte[] bytes() {
        var types = ByteBuffer.allocate(16 + 12 * 3).order(ByteOrder.nativeOrder());
        types.putInt(NAMES.indexOf("int")).putInt(KIND_INT).putInt(4).putInt(SIGNED_32_BITS);
        types.putInt(0).putInt(KIND_FUNC_PROTO).putInt(INT);
        types.putInt(NAMES.indexOf("main")).putInt(KIND_FUNC | GLOBAL).putInt(FUNC_PROTO);
        types.putInt(NAMES.indexOf("step")).putInt(KIND_FUNC).putInt(FUNC_PROTO);
        var all = ByteBuffer.allocate(HEADER_BYTES + types.capacity() + NAMES.length())
                .order(ByteOrder.nativeOrder());
        all.putShort((short) Btf.MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER_BYTES);
        all.putInt(0).putInt(types.capacity()).putInt(types.capacity()).putInt(NAMES.length());
        return all.put(types.flip())
                .put(NAMES.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
