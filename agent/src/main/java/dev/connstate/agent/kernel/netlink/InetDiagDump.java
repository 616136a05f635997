package dev.connstate.agent.kernel.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.libc.KernelException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Walks the messages of a dump: bytes in, rows out, no call to the kernel. */
final class InetDiagDump {
    private final InetDiagMsg row = new InetDiagMsg();
    private long rows;
    private boolean done;

    /**
     * Takes what one recv(2) returned.
     *
     * @throws NetlinkException when a message is shorter than its own length or its struct
     * @throws KernelException when the kernel answers with an error
     */
    void accept(MemorySegment buffer, long length, SocketSink sink) throws IOException {
        for (long at = 0; at < length && !done; ) {
            if (at + NlMsgHdr.SIZE > length) {
                throw tooShort(length - at, "a netlink header", NlMsgHdr.SIZE);
            }
            int messageLength = NlMsgHdr.length(buffer, at);
            long end = at + messageLength;
            if (messageLength >= 0 && messageLength < NlMsgHdr.SIZE) {
                throw new NetlinkException("sock_diag's answer has a message of %d bytes, less than its header's %d"
                        .formatted(messageLength, NlMsgHdr.SIZE));
            }
            if (messageLength < 0 || end > length) {
                throw tooShort(length - at, "the netlink message", Integer.toUnsignedLong(messageLength));
            }
            long body = at + NlMsgHdr.SIZE;
            switch (NlMsgHdr.type(buffer, at)) {
                case NlMsgHdr.NLMSG_DONE -> {
                    // Carries the dump's result, negative when it ended early; old kernels send no body.
                    if (body + Integer.BYTES <= end) {
                        check(buffer.get(JAVA_INT, body));
                    }
                    done = true;
                }
                case NlMsgHdr.NLMSG_ERROR -> {
                    if (body + Integer.BYTES > end) {
                        throw tooShort(end - body, "a netlink error", Integer.BYTES);
                    }
                    check(buffer.get(JAVA_INT, body));
                    done = true;
                }
                case SockDiagRequest.SOCK_DIAG_BY_FAMILY, SockDiagRequest.TCPDIAG_GETSOCK -> {
                    if (body + InetDiagMsg.SIZE > end) {
                        throw tooShort(end - body, "an inet_diag_msg", InetDiagMsg.SIZE);
                    }
                    row.moveTo(buffer, body, end);
                    int state = row.state();
                    if (state < 1 || state > 11) {
                        throw new NetlinkException(
                                "sock_diag returned a socket in state %d, which is none of TCP's".formatted(state));
                    }
                    sink.row(row);
                    rows++;
                }
                default -> {
                    // NLMSG_NOOP and types to come: nothing for us.
                }
            }
            at += NlMsgHdr.align(messageLength);
        }
    }

    boolean isDone() {
        return done;
    }

    long rows() {
        return rows;
    }

    private static void check(int result) throws KernelException {
        if (result < 0) {
            throw new KernelException("sock_diag dump", -result);
        }
    }

    private static NetlinkException tooShort(long have, String what, long need) {
        return new NetlinkException(
                "sock_diag's answer ends after %d bytes where %s needs %d".formatted(have, what, need));
    }
}
