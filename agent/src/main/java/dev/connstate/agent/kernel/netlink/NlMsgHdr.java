package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/** {@code struct nlmsghdr}, {@code include/uapi/linux/netlink.h}. */
final class NlMsgHdr {
    static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_INT.withName("nlmsg_len"),
                    JAVA_SHORT.withName("nlmsg_type"),
                    JAVA_SHORT.withName("nlmsg_flags"),
                    JAVA_INT.withName("nlmsg_seq"),
                    JAVA_INT.withName("nlmsg_pid"))
            .withName("nlmsghdr");

    static final long SIZE = LAYOUT.byteSize();

    /** {@code NLMSG_ALIGNTO}: messages and attributes begin at multiples of it. */
    static final int ALIGNTO = 4;

    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_DUMP = 0x300;

    private static final long NLMSG_LEN = LAYOUT.byteOffset(groupElement("nlmsg_len"));
    private static final long NLMSG_TYPE = LAYOUT.byteOffset(groupElement("nlmsg_type"));
    private static final long NLMSG_FLAGS = LAYOUT.byteOffset(groupElement("nlmsg_flags"));

    private NlMsgHdr() {}

    /** Of the whole message, this header included. */
    static int length(MemorySegment buffer, long at) {
        return buffer.get(JAVA_INT, at + NLMSG_LEN);
    }

    static int type(MemorySegment buffer, long at) {
        return Short.toUnsignedInt(buffer.get(JAVA_SHORT, at + NLMSG_TYPE));
    }

    static void write(MemorySegment request, int type, int flags) {
        request.set(JAVA_INT, NLMSG_LEN, (int) request.byteSize());
        request.set(JAVA_SHORT, NLMSG_TYPE, (short) type);
        request.set(JAVA_SHORT, NLMSG_FLAGS, (short) flags);
    }

    static long align(long length) {
        return length + ALIGNTO - 1 & -ALIGNTO;
    }
}
