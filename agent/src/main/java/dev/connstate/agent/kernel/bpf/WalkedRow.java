package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Timer;
import java.lang.foreign.MemorySegment;

/** A view on a value of the map {@code rows}, in the words of sock_diag ({@code net/ipv4/inet_diag.c}, {@code tcp_diag.c}). */
final class WalkedRow implements SocketRow {
    /** {@code include/net/inet_connection_sock.h}. */
    private static final int ICSK_TIME_RETRANS = 1;

    private static final int ICSK_TIME_PROBE0 = 3;
    private static final int ICSK_TIME_LOSS_PROBE = 5;
    private static final int ICSK_TIME_REO_TIMEOUT = 6;

    private MemorySegment rows = MemorySegment.NULL;
    private long at;

    WalkedRow moveTo(MemorySegment memory, long offset) {
        rows = memory;
        at = offset;
        return this;
    }

    @Override
    public int family() {
        return u8(GroupKey.FAMILY);
    }

    @Override
    public int state() {
        return u8(Row.STATE);
    }

    @Override
    public long localHigh() {
        return WalkedAddress.high(rows, at + GroupKey.LOCAL);
    }

    @Override
    public long localLow() {
        return WalkedAddress.low(rows, at + GroupKey.LOCAL);
    }

    @Override
    public int localPort() {
        return u16(Row.LOCAL_PORT);
    }

    @Override
    public long remoteHigh() {
        return WalkedAddress.high(rows, at + GroupKey.REMOTE);
    }

    @Override
    public long remoteLow() {
        return WalkedAddress.low(rows, at + GroupKey.REMOTE);
    }

    @Override
    public int remotePort() {
        return u16(GroupKey.PORT);
    }

    @Override
    public long receiveQueue() {
        return isListening() ? u32(Row.ACK_BACKLOG) : Math.max(0, (int) (u32(Row.RCV_NXT) - u32(Row.COPIED_SEQ)));
    }

    @Override
    public long queueLimit() {
        return isListening() ? u32(Row.MAX_ACK_BACKLOG) : UNKNOWN;
    }

    @Override
    public long sendQueue() {
        return isListening() ? 0 : (int) (u32(Row.WRITE_SEQ) - u32(Row.SND_UNA)) & 0xffffffffL;
    }

    @Override
    public int timer() {
        return switch (u8(Row.RAW_STATE)) {
            case 6 -> Timer.TIME_WAIT.number();
            case TcpNumber.NEW_SYN_RECV -> Timer.RETRANSMIT.number();
            default -> timerOfSocket().number();
        };
    }

    /** Not read: only idle connections need it, and they are asked for with their ages. */
    @Override
    public long expiresMillis() {
        return UNKNOWN;
    }

    @Override
    public int retransmits() {
        return isMini() || timerOfSocket() == Timer.RETRANSMIT
                ? u8(Row.RETRANSMITS)
                : timerOfSocket() == Timer.NONE ? 0 : u8(Row.PROBES);
    }

    @Override
    public long inode() {
        return rows.get(JAVA_LONG, at + Row.INODE);
    }

    @Override
    public long drops() {
        return isListening() ? u32(Row.DROPS) : UNKNOWN;
    }

    @Override
    public long receiveBuffer() {
        return UNKNOWN;
    }

    @Override
    public long lastReceivedMillis() {
        return UNKNOWN;
    }

    @Override
    public long lastSentMillis() {
        return UNKNOWN;
    }

    private Timer timerOfSocket() {
        return switch (u8(Row.PENDING)) {
            case ICSK_TIME_RETRANS, ICSK_TIME_LOSS_PROBE, ICSK_TIME_REO_TIMEOUT -> Timer.RETRANSMIT;
            case ICSK_TIME_PROBE0 -> Timer.ZERO_WINDOW_PROBE;
            default -> rows.get(JAVA_LONG, at + Row.KEEPALIVE) != 0 ? Timer.KEEPALIVE : Timer.NONE;
        };
    }

    private boolean isMini() {
        int raw = u8(Row.RAW_STATE);
        return raw == TcpNumber.TIME_WAIT || raw == TcpNumber.NEW_SYN_RECV;
    }

    private boolean isListening() {
        return state() == TcpNumber.LISTEN;
    }

    private int u8(int offset) {
        return rows.get(JAVA_BYTE, at + offset) & 0xff;
    }

    private int u16(int offset) {
        return rows.get(JAVA_SHORT, at + offset) & 0xffff;
    }

    private long u32(int offset) {
        return rows.get(JAVA_INT, at + offset) & 0xffffffffL;
    }
}
