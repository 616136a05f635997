package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.V4_MAPPED;
import static dev.connstate.agent.kernel.netlink.InetDiagSockId.BE16;
import static dev.connstate.agent.kernel.netlink.InetDiagSockId.BE32;
import static dev.connstate.agent.kernel.netlink.SockDiagRequest.Extension.INFO;
import static dev.connstate.agent.kernel.netlink.SockDiagRequest.Extension.SKMEMINFO;
import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

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
    private static final long TIMER = LAYOUT.byteOffset(groupElement("idiag_timer"));
    private static final long RETRANS = LAYOUT.byteOffset(groupElement("idiag_retrans"));
    private static final long EXPIRES = LAYOUT.byteOffset(groupElement("idiag_expires"));
    private static final long RQUEUE = LAYOUT.byteOffset(groupElement("idiag_rqueue"));
    private static final long WQUEUE = LAYOUT.byteOffset(groupElement("idiag_wqueue"));
    private static final long INODE = LAYOUT.byteOffset(groupElement("idiag_inode"));
    private static final long SPORT = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_sport"));
    private static final long DPORT = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_dport"));
    private static final long SRC = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_src"));
    private static final long DST = LAYOUT.byteOffset(groupElement("id"), groupElement("idiag_dst"));

    private static final int LISTEN = 10;

    /** {@code include/uapi/linux/sock_diag.h}: indexes of 32-bit words. */
    private static final long SK_MEMINFO_RCVBUF = 1 * Integer.BYTES;

    private static final long SK_MEMINFO_DROPS = 8 * Integer.BYTES;

    /** {@code struct tcp_info}, {@code include/uapi/linux/tcp.h}: its beginning never changed. */
    private static final long TCPI_LAST_DATA_SENT = 44;

    private static final long TCPI_LAST_DATA_RECV = 52;

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

    /** The field is the queue's limit in LISTEN. */
    @Override
    public long sendQueue() {
        return state() == LISTEN ? 0 : Integer.toUnsignedLong(buffer.get(JAVA_INT, at + WQUEUE));
    }

    @Override
    public int timer() {
        return Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at + TIMER));
    }

    @Override
    public long expiresMillis() {
        return Integer.toUnsignedLong(buffer.get(JAVA_INT, at + EXPIRES));
    }

    @Override
    public int retransmits() {
        return Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at + RETRANS));
    }

    @Override
    public long inode() {
        return Integer.toUnsignedLong(buffer.get(JAVA_INT, at + INODE));
    }

    /** If the request asked for it and the kernel is one that counts drops (4.8). */
    @Override
    public long drops() {
        return attribute(SKMEMINFO.attribute, SK_MEMINFO_DROPS);
    }

    @Override
    public long receiveBuffer() {
        return attribute(SKMEMINFO.attribute, SK_MEMINFO_RCVBUF);
    }

    @Override
    public long lastReceivedMillis() {
        return attribute(INFO.attribute, TCPI_LAST_DATA_RECV);
    }

    @Override
    public long lastSentMillis() {
        return attribute(INFO.attribute, TCPI_LAST_DATA_SENT);
    }

    private long attribute(int type, long offset) {
        return RtAttr.word(buffer, at + SIZE, end, type, offset);
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
