package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** What the last walk counted, by namespace; valid until the next. */
public final class WalkResult {
    /** Mapped one after the other and not for longer than they are read, since all that is mapped is resident. */
    private static final int SLOTS_AT_ONCE = 32;

    private final WalkMaps maps;
    private final MemorySegment rows;
    private final NetSettings settings;
    private final MemorySegment settingValues;
    private final GroupBatch groups;
    private final Chains rowsOfSlot = new Chains();
    private final Chains groupsOfSlot = new Chains();
    private final long[] portWords = new long[WalkedSlot.PORT_WORDS];
    private final Map<Long, WalkedSlot> slotOf = new HashMap<>();
    private MemorySegment state = MemorySegment.NULL;
    private long sockets;

    WalkResult(WalkMaps maps, NetSettings settings, Arena arena) throws IOException {
        this.maps = maps;
        this.rows = maps.rows().libc().reserve((long) Row.BYTES * maps.rows().entries(), arena);
        this.settings = settings;
        this.settingValues = maps.settings().memory(arena);
        this.groups = new GroupBatch(maps.groups(), arena);
    }

    void read(MemorySegment walkState, long generation, boolean details) throws IOException {
        state = walkState;
        slotOf.clear();
        sockets = 0;
        int known = (int) Math.min(number(WalkState.SLOTS), maps.slots().entries());
        int filled = (int) Math.min(number(WalkState.ROWS), maps.rows().entries());
        for (int first = 0; first < known; first += SLOTS_AT_ONCE) {
            readSlots(first, Math.min(known, first + SLOTS_AT_ONCE), generation);
        }
        readRows(filled);
        rowsOfSlot.begin(known, filled);
        rowsOfSlot.link(row -> rows.get(JAVA_INT, (long) row * Row.BYTES + GroupKey.SLOT));
        groupsOfSlot.begin(known, details ? groups.take() : 0);
        groupsOfSlot.link(groups::slot);
    }

    private void readSlots(int first, int end, long generation) throws IOException {
        try (var mapped = Arena.ofConfined()) {
            var slots = maps.slots().memory(first, end - first, mapped);
            for (int number = first; number < end; number++) {
                long at = (long) (number - first) * Slot.BYTES;
                if (slots.get(JAVA_LONG, at + Slot.GENERATION) == generation) {
                    var slot = WalkedSlot.read(number, slots, at, portWords);
                    slotOf.put(slots.get(JAVA_INT, at + Slot.INUM) & 0xffffffffL, slot);
                    for (int kind = 1; kind <= 11; kind++) {
                        sockets += slot.count(kind);
                    }
                }
            }
        }
    }

    private void readRows(int filled) throws IOException {
        if (filled > 0) {
            try (var mapped = Arena.ofConfined()) {
                rows.copyFrom(maps.rows().memory(0, filled, mapped));
            }
        }
    }

    /**
     * Of a namespace by the number in {@code /proc/PID/ns/net}. One without a socket in the host's table is not met by a
     * walk, and has none.
     */
    public WalkedNamespace of(long inum) {
        var slot = slotOf.get(inum);
        return slot == null
                ? WalkedNamespace.NONE
                : new WalkedNamespace(
                        slot,
                        rowsOfSlot.of(slot.number()),
                        groupsOfSlot.of(slot.number()),
                        rows,
                        groups,
                        () -> sysctls(slot.number()));
    }

    private Map<String, String> sysctls(int slot) {
        return slot < maps.settings().entries()
                ? settings.read(settingValues.asSlice((long) slot * NetSettings.BYTES, NetSettings.BYTES))
                : Map.of();
    }

    /** How many were met. */
    public int namespaces() {
        return slotOf.size();
    }

    /** All that were counted. */
    public long sockets() {
        return sockets;
    }

    /** Sockets of namespaces that there was no room for: then those of {@link #of} may have been among them. */
    public long withoutSlot() {
        return number(WalkState.WITHOUT_SLOT);
    }

    /** Sockets that are in their groups for want of a row. */
    public long withoutRow() {
        return number(WalkState.ROWS_OVER);
    }

    /** Chains of which the rest may not have been counted, since a socket was moved or freed just then. */
    public long brokenChains() {
        return number(WalkState.STRAYED) + number(WalkState.FAULTS);
    }

    private long number(int offset) {
        return state.get(JAVA_LONG, offset);
    }
}
