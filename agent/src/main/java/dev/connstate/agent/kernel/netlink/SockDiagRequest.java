package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * Dump requests. TCP is asked for by the compatible request type, which ignores the family and returns IPv4 and IPv6
 * in one walk of the kernel's table, half the cost of two; other protocols only have the newer one.
 */
public final class SockDiagRequest {
    /** All eleven states. Never more: since 6.8 bit 13 also returns sockets that are bound and nothing else. */
    public static final int ALL_STATES = 0xffe;

    public static final int LISTEN = 1 << 10;
    /** UDP has ESTABLISHED for connected and CLOSE for unconnected sockets. */
    public static final int UDP_STATES = 1 << 1 | 1 << 7;

    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_UDP = 17;

    static final int NETLINK_SOCK_DIAG = 4;
    static final int TCPDIAG_GETSOCK = 18;
    static final int SOCK_DIAG_BY_FAMILY = 20;

    /** {@code struct inet_diag_req}, the compatible one. */
    static final StructLayout INET_DIAG_REQ = MemoryLayout.structLayout(
                    JAVA_BYTE.withName("idiag_family"),
                    JAVA_BYTE.withName("idiag_src_len"),
                    JAVA_BYTE.withName("idiag_dst_len"),
                    JAVA_BYTE.withName("idiag_ext"),
                    InetDiagSockId.LAYOUT.withName("id"),
                    JAVA_INT.withName("idiag_states"),
                    JAVA_INT.withName("idiag_dbs"))
            .withName("inet_diag_req");

    static final StructLayout INET_DIAG_REQ_V2 = MemoryLayout.structLayout(
                    JAVA_BYTE.withName("sdiag_family"),
                    JAVA_BYTE.withName("sdiag_protocol"),
                    JAVA_BYTE.withName("idiag_ext"),
                    JAVA_BYTE.withName("pad"),
                    JAVA_INT.withName("idiag_states"),
                    InetDiagSockId.LAYOUT.withName("id"))
            .withName("inet_diag_req_v2");

    private SockDiagRequest() {}

    /** TCP sockets of both families. */
    public static MemorySegment tcp(Arena arena, int states, Extension... extensions) {
        var request = request(arena, INET_DIAG_REQ, TCPDIAG_GETSOCK);
        var body = request.asSlice(NlMsgHdr.SIZE);
        body.set(JAVA_BYTE, INET_DIAG_REQ.byteOffset(groupElement("idiag_ext")), Extension.mask(extensions));
        body.set(JAVA_INT, INET_DIAG_REQ.byteOffset(groupElement("idiag_states")), states);
        return request;
    }

    /** Sockets of one family and protocol. */
    public static MemorySegment byFamily(Arena arena, int family, int protocol, int states, Extension... extensions) {
        var request = request(arena, INET_DIAG_REQ_V2, SOCK_DIAG_BY_FAMILY);
        var body = request.asSlice(NlMsgHdr.SIZE);
        body.set(JAVA_BYTE, INET_DIAG_REQ_V2.byteOffset(groupElement("sdiag_family")), (byte) family);
        body.set(JAVA_BYTE, INET_DIAG_REQ_V2.byteOffset(groupElement("sdiag_protocol")), (byte) protocol);
        body.set(JAVA_BYTE, INET_DIAG_REQ_V2.byteOffset(groupElement("idiag_ext")), Extension.mask(extensions));
        body.set(JAVA_INT, INET_DIAG_REQ_V2.byteOffset(groupElement("idiag_states")), states);
        return request;
    }

    private static MemorySegment request(Arena arena, StructLayout body, int type) {
        var request = arena.allocate(NlMsgHdr.SIZE + body.byteSize(), NlMsgHdr.LAYOUT.byteAlignment());
        NlMsgHdr.write(request, type, NlMsgHdr.NLM_F_REQUEST | NlMsgHdr.NLM_F_DUMP);
        return request;
    }

    /** What else each row shall carry, by the kernel's attribute number. */
    public enum Extension {
        /** {@code tcp_info}: takes every socket's lock, so only on demand. */
        INFO(2),
        /** Socket memory, with the drops of the very socket. */
        SKMEMINFO(7);

        final int attribute;

        Extension(int attribute) {
            this.attribute = attribute;
        }

        static byte mask(Extension... extensions) {
            int mask = 0;
            for (var extension : extensions) {
                mask |= 1 << extension.attribute - 1;
            }
            return (byte) mask;
        }
    }
}
