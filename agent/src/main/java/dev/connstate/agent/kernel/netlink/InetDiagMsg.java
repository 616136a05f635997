package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.V4_MAPPED;
import static dev.connstate.agent.kernel.netlink.InetDiagSockId.BE16;
import static dev.connstate.agent.kernel.netlink.InetDiagSockId.BE32;
import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.agent.kernel.SocketRow;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** {@code struct inet_diag_msg}, {@code include/uapi/linux/inet_diag.h}, read where it lies in the receive buffer. */
final class InetDiagMsg implements SocketRow {
    static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_BYTE.withName("idiag_family"),
                    JAVA_BYTE.withName("idiag_state"),
                    JAVA_BYTE.withName("idiag_timer"),
                    JAVA_BYTE.withName("idiag_retrans"),
                    InetDiagSockId.LAYOUT.withName("id"),
                    JAVA_INT.withName("idiag_expires"),
                    JAVA_INT.withName("idiag_rqueue"),
                    JAVA_INT.withName("idiag_wqueue"),
                    JAVA_INT.withName("idiag_uid"),
                    JAVA_INT.withName("idiag_inode"))
            .withName("inet_diag_msg");

    static final long SIZE = LAYOUT.byteSize();

    private static final ValueLayout.OfLong BE64 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long FAMILY = LAYOUT.byteOffset(groupElement("idiag_family"));
    private static final long STATE = LAYOUT.byteOffset(groupElement("idiag_state"));
    private static final long RQUEUE = LAYOUT.byteOffset(groupElement("idiag_rqueue"));
    private static final long WQUEUE = LAYOUT.byteOffset(groupElement("idiag_wqueue"));
    private static final long INODE = LAYOUT.byteOffset(groupElement("idiag_inode"));
    private static final long SPORT = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_sport"));
    private static final long DPORT = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_dport"));
    private static final long SRC = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_src"));
    private static final long DST = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_dst"));

    private static final int LISTEN = 10;
    private static final int SKMEMINFO_DROPS = 8;
    private static final long RTATTR = 4;

    private MemorySegment buffer = MemorySegment.NULL;
    private long at;
    private long end;

    /** Moves the view to the message whose body is {@code [at, end)}. */
    void moveTo(MemorySegment buffer, long at, long end) {
        this.buffer = buffer;
        this.at = at;
        this.end = end;
    }

    @Override
    public int family() {
        return buffer.get(JAVA_BYTE, at + FAMILY);
    }

    @Override
    public int state() {
        return buffer.get(JAVA_BYTE, at + STATE);
    }

    @Override
    public long localHigh() {
        return high(SRC);
    }

    @Override
    public long localLow() {
        return low(SRC);
    }

    @Override
    public int localPort() {
        return Short.toUnsignedInt(buffer.get(BE16, at + SPORT));
    }

    @Override
    public long remoteHigh() {
        return high(DST);
    }

    @Override
    public long remoteLow() {
        return low(DST);
    }

    @Override
    public int remotePort() {
        return Short.toUnsignedInt(buffer.get(BE16, at + DPORT));
    }

    @Override
    public long receiveQueue() {
        return Integer.toUnsignedLong(buffer.get(JAVA_INT, at + RQUEUE));
    }

    @Override
    public long queueLimit() {
        return state() == LISTEN ? Integer.toUnsignedLong(buffer.get(JAVA_INT, at + WQUEUE)) : UNKNOWN;
    }

    @Override
    public long inode() {
        return Integer.toUnsignedLong(buffer.get(JAVA_INT, at + INODE));
    }

    /** From the SKMEMINFO attribute, if the request asked for it and the kernel is one that counts drops (4.8). */
    @Override
    public long drops() {
        for (long attribute = at + SIZE; attribute + RTATTR <= end; ) {
            int length = Short.toUnsignedInt(buffer.get(JAVA_SHORT, attribute));
            int type = Short.toUnsignedInt(buffer.get(JAVA_SHORT, attribute + Short.BYTES));
            if (length < RTATTR || attribute + length > end) {
                return UNKNOWN;
            }
            long drops = attribute + RTATTR + SKMEMINFO_DROPS * Integer.BYTES;
            if (type == SockDiagRequest.Extension.SKMEMINFO.attribute) {
                return drops + Integer.BYTES <= attribute + length
                        ? Integer.toUnsignedLong(buffer.get(JAVA_INT, drops))
                        : UNKNOWN;
            }
            attribute += NlMsgHdr.align(length);
        }
        return UNKNOWN;
    }

    private long high(long address) {
        return family() == AF_INET ? 0 : buffer.get(BE64, at + address);
    }

    private long low(long address) {
        return family() == AF_INET
                ? V4_MAPPED | Integer.toUnsignedLong(buffer.get(BE32, at + address))
                : buffer.get(BE64, at + address + Long.BYTES);
    }
}
