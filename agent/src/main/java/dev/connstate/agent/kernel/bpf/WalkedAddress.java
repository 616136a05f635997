package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Halves of an address in a {@link GroupKey}. */
final class WalkedAddress {
    private static final ValueLayout.OfLong NETWORK_ORDER = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private WalkedAddress() {}

    static long high(MemorySegment memory, long at) {
        return memory.get(NETWORK_ORDER, at);
    }

    static long low(MemorySegment memory, long at) {
        return memory.get(NETWORK_ORDER, at + 8);
    }
}
