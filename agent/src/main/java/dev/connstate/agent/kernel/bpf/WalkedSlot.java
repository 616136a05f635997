package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.connstate.agent.kernel.ConnectionSink;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * What a walk left in a value of the map {@code slots}, taken out of it: a slot has 16 KiB, most of it ports that nobody
 * uses.
 *
 * @param number of the slot
 * @param head of the slot, up to the ports
 * @param ports of those words that have any their index and the word, in turn
 */
record WalkedSlot(int number, MemorySegment head, long[] ports) {
    static final WalkedSlot NONE =
            new WalkedSlot(-1, MemorySegment.ofArray(new long[Slot.PORTS / Long.BYTES]), new long[0]);

    static final int PORT_WORDS = (Slot.LISTENING - Slot.PORTS) / Long.BYTES;
    private static final int FEW = 16;

    /** @param words for so many as {@link #PORT_WORDS}, to be written over */
    static WalkedSlot read(int number, MemorySegment slots, long at, long[] words) {
        var head = slots.asSlice(at, Slot.PORTS).toArray(JAVA_LONG);
        return new WalkedSlot(number, MemorySegment.ofArray(head), ports(slots, at + Slot.PORTS, words));
    }

    /** By way of an array: where only C1 compiles, a word of a segment costs ten times one of an array. */
    private static long[] ports(MemorySegment slots, long at, long[] words) {
        MemorySegment.copy(slots, JAVA_LONG, at, words, 0, PORT_WORDS);
        var ports = new long[FEW];
        int end = 0;
        for (int word = 0; word < PORT_WORDS; word++) {
            long bits = words[word];
            if (bits != 0) {
                if (end == ports.length) {
                    ports = Arrays.copyOf(ports, end * 2);
                }
                ports[end++] = word;
                ports[end++] = bits;
            }
        }
        return Arrays.copyOf(ports, end);
    }

    /** Sockets in the state with this number of the kernel's. */
    long count(int state) {
        return head.get(JAVA_LONG, Slot.STATES + (long) state * Long.BYTES);
    }

    /** Those of them that found no room in the groups. */
    long ungrouped(int state) {
        return head.get(JAVA_LONG, Slot.UNGROUPED + (long) state * Long.BYTES);
    }

    /** Of {@code ip_local_port_range}. */
    int firstPort() {
        return head.get(JAVA_INT, Slot.FIRST_PORT);
    }

    int lastPort() {
        return head.get(JAVA_INT, Slot.LAST_PORT);
    }

    void ports(ConnectionSink sink) {
        for (int i = 0; i < ports.length; i += 2) {
            sink.ports((int) ports[i], ports[i + 1]);
        }
    }
}
