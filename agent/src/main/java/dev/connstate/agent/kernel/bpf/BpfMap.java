package dev.connstate.agent.kernel.bpf;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A map in the kernel, gone when its descriptor is closed.
 *
 * @param keyBytes 4 for an array
 * @param valueBytes a multiple of 8
 */
record BpfMap(Libc libc, int fd, int keyBytes, int valueBytes, int entries) implements AutoCloseable {
    private static final int HASH = 1;
    private static final int ARRAY = 2;
    private static final int MMAPABLE = 1 << 10; // since 5.5
    private static final long LARGEST_PAGE = 1 << 16; // arm64 may have such

    static BpfMap hash(Libc libc, String name, int keyBytes, int valueBytes, int entries) throws KernelException {
        return create(libc, HASH, name, keyBytes, valueBytes, entries, 0);
    }

    /** Its values can be read and written by {@link #memory()}, one after the other. */
    static BpfMap array(Libc libc, String name, int valueBytes, int entries) throws KernelException {
        return create(libc, ARRAY, name, Integer.BYTES, valueBytes, entries, MMAPABLE);
    }

    private static BpfMap create(Libc libc, int type, String name, int keyBytes, int valueBytes, int entries, int flags)
            throws KernelException {
        try (var arena = Arena.ofConfined()) {
            int fd = new BpfCommand(arena, BpfCommand.MAP_CREATE)
                    .u32(0, type)
                    .u32(4, keyBytes)
                    .u32(8, valueBytes)
                    .u32(12, entries)
                    .u32(16, flags)
                    .name(28, name)
                    .give(libc);
            return new BpfMap(libc, fd, keyBytes, valueBytes, entries);
        }
    }

    /** All values of an array, until the arena is closed; they are resident as long. */
    MemorySegment memory(Arena arena) throws KernelException {
        return memory(0, entries, arena);
    }

    /** So many of them, at least one. */
    MemorySegment memory(int first, int count, Arena arena) throws KernelException {
        long from = (long) valueBytes * first;
        long page = from & -LARGEST_PAGE;
        long bytes = (long) valueBytes * count;
        return libc.mmap(fd, page, from - page + bytes, arena).asSlice(from - page, bytes);
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
