package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** {@code struct inet_diag_sockid}, {@code include/uapi/linux/inet_diag.h}: ports and addresses in network order. */
final class InetDiagSockId {
    static final ValueLayout.OfShort BE16 = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt BE32 = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    BE16.withName("idiag_sport"),
                    BE16.withName("idiag_dport"),
                    sequenceLayout(4, BE32).withName("idiag_src"),
                    sequenceLayout(4, BE32).withName("idiag_dst"),
                    JAVA_INT.withName("idiag_if"),
                    sequenceLayout(2, JAVA_INT).withName("idiag_cookie"))
            .withName("inet_diag_sockid");

    private InetDiagSockId() {}
}
