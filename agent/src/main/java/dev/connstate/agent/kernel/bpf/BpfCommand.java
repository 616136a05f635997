package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** One bpf(2): a number and {@code union bpf_attr} ({@code include/uapi/linux/bpf.h}), all zero at first. */
final class BpfCommand {
    static final int MAP_CREATE = 0;
    static final int PROG_LOAD = 5;
    static final int PROG_TEST_RUN = 10;
    static final int BTF_LOAD = 18;
    static final int MAP_LOOKUP_AND_DELETE_BATCH = 25;

    private static final int ATTR_BYTES = 120;

    private final int command;
    private final MemorySegment attr;

    /** The memory is the arena's, so that a command may be given again. */
    BpfCommand(Arena arena, int command) {
        this.command = command;
        this.attr = arena.allocate(ATTR_BYTES, Long.BYTES);
    }

    BpfCommand u32(int offset, int value) {
        attr.set(JAVA_INT, offset, value);
        return this;
    }

    BpfCommand u64(int offset, long value) {
        attr.set(JAVA_LONG, offset, value);
        return this;
    }

    BpfCommand pointer(int offset, MemorySegment to) {
        return u64(offset, to.address());
    }

    /** At most 15 characters. */
    BpfCommand name(int offset, String name) {
        MemorySegment.copy(name.getBytes(StandardCharsets.US_ASCII), 0, attr, JAVA_BYTE, offset, name.length());
        return this;
    }

    int u32(int offset) {
        return attr.get(JAVA_INT, offset);
    }

    /** A descriptor, for those that make something. */
    int give(Libc libc) throws KernelException {
        return libc.bpf(command, attr);
    }
}
