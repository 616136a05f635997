package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.agent.kernel.SocketRow;
import java.lang.foreign.MemorySegment;

/** {@code struct rtattr}, {@code include/uapi/linux/rtnetlink.h}: what follows the struct of a message. */
final class RtAttr {
    private static final long SIZE = 4;

    private RtAttr() {}

    /**
     * The 32 bits at an offset of an attribute's payload. {@link SocketRow#UNKNOWN} when the attribute is not among
     * those in {@code [from, end)}, is too short, as those of an older kernel may be, or comes after an unsound one.
     */
    static long word(MemorySegment buffer, long from, long end, int type, long offset) {
        for (long attribute = from; attribute + SIZE <= end; ) {
            int length = Short.toUnsignedInt(buffer.get(JAVA_SHORT, attribute));
            if (length < SIZE || attribute + length > end) {
                return SocketRow.UNKNOWN;
            }
            if (Short.toUnsignedInt(buffer.get(JAVA_SHORT, attribute + Short.BYTES)) == type) {
                long word = attribute + SIZE + offset;
                return word + Integer.BYTES <= attribute + length
                        ? Integer.toUnsignedLong(buffer.get(JAVA_INT, word))
                        : SocketRow.UNKNOWN;
            }
            attribute += NlMsgHdr.align(length);
        }
        return SocketRow.UNKNOWN;
    }
}
