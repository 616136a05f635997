package dev.connstate.agent.kernel.bpf;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Which of so many things belong to which slot, without an object for any. */
final class Chains {
    private static final int NONE = -1;

    private int[] first = {};
    private int[] next = {};
    private int size;

    /** Forgets all; so many slots and things there are now. */
    void begin(int slots, int things) {
        if (first.length < slots) {
            first = new int[slots];
        }
        if (next.length < things) {
            next = new int[Math.max(things, next.length * 2)];
        }
        Arrays.fill(first, NONE);
        size = things;
    }

    /** Each thing to its slot; one of no slot that is known is left out. */
    void link(IntUnaryOperator slotOf) {
        for (int thing = size - 1; thing >= 0; thing--) {
            int slot = slotOf.applyAsInt(thing);
            if (slot >= 0 && slot < first.length) {
                next[thing] = first[slot];
                first[slot] = thing;
            }
        }
    }

    IntStream of(int slot) {
        return IntStream.iterate(first[slot], thing -> thing != NONE, thing -> next[thing]);
    }
}
