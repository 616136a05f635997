package dev.connstate.agent.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Netlink messages, put together from their fields. */
final class Messages {
    static final int FAMILY = SockDiagRequest.SOCK_DIAG_BY_FAMILY;

    private Messages() {}

    static byte[] message(int type, byte[] body) {
        return message(type, 16 + body.length, body);
    }

    /** Says that it is {@code length} bytes long, whatever it is. */
    static byte[] message(int type, int length, byte[] body) {
        return host(16 + (body.length + 3 & ~3))
                .putInt(length)
                .putShort((short) type)
                .putShort((short) 2)
                .putInt(0)
                .putInt(4711)
                .put(body)
                .array();
    }

    static byte[] done() {
        return message(NlMsgHdr.NLMSG_DONE, host(4).array());
    }

    static byte[] done(int result) {
        return message(NlMsgHdr.NLMSG_DONE, host(4).putInt(result).array());
    }

    static byte[] error(int errno) {
        return message(NlMsgHdr.NLMSG_ERROR, host(20).putInt(-errno).array());
    }

    /** An IPv4 socket in {@code state} with a local port. */
    static byte[] socket(int state, int port, byte[]... attributes) {
        return message(FAMILY, body(2, state, port, attributes));
    }

    static byte[] body(int family, int state, int port, byte[]... attributes) {
        var fixed = host(72).put((byte) family).put((byte) state);
        fixed.order(ByteOrder.BIG_ENDIAN).putShort(4, (short) port);
        return concat(fixed.array(), concat(attributes));
    }

    static byte[] skmeminfo(int drops) {
        return attribute(7, host(36).putInt(32, drops).array());
    }

    static byte[] attribute(int type, byte[] payload) {
        return host(4 + (payload.length + 3 & ~3))
                .putShort((short) (4 + payload.length))
                .putShort((short) type)
                .put(payload)
                .array();
    }

    static byte[] concat(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static ByteBuffer host(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
