package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The groups of one walk, taken out of their map so that the next begins with none. */
final class GroupBatch {
    private static final int AT_ONCE = 4096; // a bucket of the map has to fit whole

    private final BpfMap map;
    private final MemorySegment keys;
    private final MemorySegment values;
    private final MemorySegment position;
    private final BpfCommand take;

    GroupBatch(BpfMap map, Arena arena) throws KernelException {
        this.map = map;
        this.keys = map.libc().reserve((long) map.keyBytes() * map.entries(), arena);
        this.values = map.libc().reserve((long) map.valueBytes() * map.entries(), arena);
        this.position = arena.allocate(8, 8);
        this.take = new BpfCommand(arena, BpfCommand.MAP_LOOKUP_AND_DELETE_BATCH).u32(36, map.fd());
    }

    /** How many there are. */
    int take() throws IOException {
        int taken = 0;
        for (boolean isFirst = true; taken < map.entries(); isFirst = false) {
            take.u64(0, isFirst ? 0 : position.address())
                    .pointer(8, position)
                    .pointer(16, keys.asSlice((long) taken * map.keyBytes()))
                    .pointer(24, values.asSlice((long) taken * map.valueBytes()))
                    .u32(32, Math.min(AT_ONCE, map.entries() - taken));
            try {
                take.give(map.libc());
                taken += take.u32(32);
            } catch (KernelException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
                return taken + take.u32(32); // that was the end
            }
        }
        return taken;
    }

    int slot(int group) {
        return keys.get(JAVA_INT, (long) group * GroupKey.BYTES + GroupKey.SLOT);
    }

    MemorySegment key(int group) {
        return keys.asSlice((long) group * GroupKey.BYTES, GroupKey.BYTES);
    }

    MemorySegment counts(int group) {
        return values.asSlice((long) group * GroupKey.Counts.BYTES, GroupKey.Counts.BYTES);
    }
}
