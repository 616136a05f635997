package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.connstate.agent.kernel.libc.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;

/**
 * The connections of all namespaces that share the host's hash table, counted in one walk inside the kernel. Needs
 * CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN; a kernel since 5.17 with BTF. Belongs to the thread that made it, which has
 * to be in a namespace that shares the table.
 */
public final class SocketWalk implements AutoCloseable {
    /** RCU waits for one run at the most: some 0.5 ms where a bucket has four sockets. */
    private static final int BUCKETS_A_RUN = 512;

    private final Arena arena = Arena.ofConfined();
    private final Resources resources = new Resources();
    private final WalkMaps maps;
    private final BpfProgram program;
    private final MemorySegment state;
    private final WalkResult result;

    private SocketWalk(Libc libc, StructOffsets offsets, Room room) throws IOException {
        try {
            this.maps = new WalkMaps(
                    resources.opened(BpfMap.array(libc, "cs_state", WalkState.BYTES, 1)),
                    resources.opened(BpfMap.hash(libc, "cs_index", Integer.BYTES, Integer.BYTES, room.slots())),
                    resources.opened(BpfMap.array(libc, "cs_slots", Slot.BYTES, room.slots())),
                    resources.opened(BpfMap.array(libc, "cs_rows", Row.BYTES, room.rows())),
                    resources.opened(
                            BpfMap.hash(libc, "cs_groups", GroupKey.BYTES, GroupKey.Counts.BYTES, room.groups())),
                    resources.opened(BpfMap.array(
                            libc, "cs_settings", NetSettings.BYTES, room.withSettings() ? room.slots() : 1)));
            var settings = new NetSettings(offsets);
            this.program = resources.opened(
                    BpfProgram.load(libc, new WalkProgram(offsets, maps, settings).assemble(), WalkProgram.STEP));
            this.state = maps.state().memory(arena);
            this.result = new WalkResult(maps, settings, arena);
            program.run();
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Ready to walk over so many namespaces.
     *
     * @param withSettings whether {@link WalkedNamespace#sysctls} are wanted: 8 KiB of the kernel's memory for each
     * @throws VerifierException when the kernel does not take the program
     * @throws IOException when the kernel does not describe itself, is too old, or a right is missing
     */
    public static SocketWalk load(Libc libc, int namespaces, boolean withSettings) throws IOException {
        return load(libc, Room.of(namespaces, withSettings));
    }

    static SocketWalk load(Libc libc, Room room) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var offsets = new StructOffsets(Btf.read(Btf.OF_THIS_KERNEL, arena));
            var walk = new SocketWalk(libc, offsets, room);
            if (walk.state.get(JAVA_LONG, WalkState.PERNET) != 0) {
                walk.close();
                throw new IOException("this process's own namespace has a table of connections of its own");
            }
            if (Stream.of(TableKind.values()).anyMatch(table -> walk.buckets(table) < WalkState.BUCKETS)) {
                walk.close();
                throw new IOException("this kernel's tables have fewer than %d buckets".formatted(WalkState.BUCKETS));
            }
            return walk;
        }
    }

    /** Counts the states alone, which is cheaper. */
    public WalkResult states() throws IOException {
        return walk(false);
    }

    /** Counts, and looks closer; what is returned is valid until the next walk. */
    public WalkResult details() throws IOException {
        return walk(true);
    }

    private WalkResult walk(boolean details) throws IOException {
        long generation = state.get(JAVA_LONG, WalkState.GENERATION) + 1;
        state.set(JAVA_LONG, WalkState.GENERATION, generation);
        state.set(JAVA_LONG, WalkState.DETAILS, details ? 1 : 0);
        state.asSlice(WalkState.SLOT_CACHE).fill((byte) 0);
        for (int counter = WalkState.ROWS; counter <= WalkState.WITHOUT_SLOT; counter += Long.BYTES) {
            state.set(JAVA_LONG, counter, 0);
        }
        pass(TableKind.LISTENERS);
        pass(TableKind.CONNECTIONS);
        result.read(state, generation, details);
        return result;
    }

    private void pass(TableKind table) throws IOException {
        state.set(JAVA_LONG, WalkState.TABLE, state.get(JAVA_LONG, table.address()));
        state.set(JAVA_LONG, WalkState.LISTENING, table.ordinal());
        state.set(JAVA_LONG, WalkState.BUCKET, 0);
        state.set(JAVA_LONG, WalkState.CURRENT, -1);
        state.set(JAVA_LONG, WalkState.NODE, -1);
        long buckets = buckets(table);
        for (long end = 0; end < buckets; ) {
            end = Math.min(buckets, end + BUCKETS_A_RUN);
            state.set(JAVA_LONG, WalkState.END, end);
            program.run();
        }
    }

    private long buckets(TableKind table) {
        return state.get(JAVA_LONG, table.address() + Long.BYTES) + 1;
    }

    @Override
    public void close() {
        arena.close();
        resources.close();
    }
}
