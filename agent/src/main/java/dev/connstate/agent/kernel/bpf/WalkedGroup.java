package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.agent.kernel.SocketGroup;
import java.lang.foreign.MemorySegment;

/** A view on an entry of the map {@code groups}. */
final class WalkedGroup implements SocketGroup {
    private MemorySegment key = MemorySegment.NULL;
    private MemorySegment counts = MemorySegment.NULL;

    void moveTo(MemorySegment newKey, MemorySegment newCounts) {
        key = newKey;
        counts = newCounts;
    }

    @Override
    public boolean isIncoming() {
        return key.get(JAVA_BYTE, GroupKey.SIDE) == GroupKey.INCOMING;
    }

    @Override
    public int family() {
        return key.get(JAVA_BYTE, GroupKey.FAMILY);
    }

    @Override
    public long localHigh() {
        return WalkedAddress.high(key, GroupKey.LOCAL);
    }

    @Override
    public long localLow() {
        return WalkedAddress.low(key, GroupKey.LOCAL);
    }

    @Override
    public long remoteHigh() {
        return WalkedAddress.high(key, GroupKey.REMOTE);
    }

    @Override
    public long remoteLow() {
        return WalkedAddress.low(key, GroupKey.REMOTE);
    }

    @Override
    public int port() {
        return key.get(JAVA_SHORT, GroupKey.PORT) & 0xffff;
    }

    @Override
    public int count(int state) {
        return counts.get(JAVA_INT, GroupKey.Counts.STATES + 4L * state);
    }

    @Override
    public int marked() {
        return counts.get(JAVA_INT, GroupKey.Counts.MARKED);
    }
}
