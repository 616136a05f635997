package dev.connstate.agent.kernel.proc;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.Timer;

/**
 * One line of {@code /proc/net/tcp}, {@code tcp6}, {@code udp} or {@code udp6} ({@code get_tcp4_sock},
 * {@code udp4_format_sock}). Split at blanks, since columns widen with large numbers; parsed where it lies.
 */
final class SocketLine implements SocketRow {
    private static final int NEW_SYN_RECV = 12;
    private static final int KEEPALIVE = Timer.KEEPALIVE.number();
    private static final int ZERO_WINDOW_PROBE = Timer.ZERO_WINDOW_PROBE.number();

    /** Of USER_HZ, which is 100 wherever this runs. */
    private static final long MILLIS_OF_TICK = 10;

    /** The kernel prints 8 at least; no timer needs more than this. */
    private static final int MOST_DIGITS_OF_TICKS = 12;

    private final boolean udp;
    private final LineCursor line = new LineCursor();

    private int family;
    private int state;
    private long localHigh;
    private long localLow;
    private int localPort;
    private long remoteHigh;
    private long remoteLow;
    private int remotePort;
    private long sendQueue;
    private long receiveQueue;
    private int timer;
    private long expiresMillis;
    private int retransmits;
    private long inode;
    private long drops;

    SocketLine(boolean udp) {
        this.udp = udp;
    }

    /** Moves the view to the line {@code [from, to)}; false when it does not have the form of one. */
    boolean moveTo(byte[] text, int from, int to) {
        line.moveTo(text, from, to);
        return slot()
                && local()
                && remote()
                && stateAndQueues()
                && timerAndRetransmits()
                && owner()
                && (!udp || dropped());
    }

    private boolean slot() {
        line.skipBlanks();
        return line.decimal() >= 0 && line.take(':');
    }

    private boolean local() {
        if (!line.address()) {
            return false;
        }
        family = line.family();
        localHigh = line.high();
        localLow = line.low();
        localPort = line.port();
        return true;
    }

    private boolean remote() {
        if (!line.address()) {
            return false;
        }
        remoteHigh = line.high();
        remoteLow = line.low();
        remotePort = line.port();
        return true;
    }

    private boolean stateAndQueues() {
        line.skipBlanks();
        long number = line.hex(2);
        line.skipBlanks();
        sendQueue = line.hex(8);
        if (number < 1 || number >= NEW_SYN_RECV || sendQueue < 0 || !line.take(':')) {
            return false;
        }
        state = (int) number;
        receiveQueue = line.hex(8);
        return receiveQueue >= 0;
    }

    private boolean timerAndRetransmits() {
        line.skipBlanks();
        long number = line.hex(2);
        if (number < 0 || !line.take(':')) {
            return false;
        }
        long ticks = line.hex(MOST_DIGITS_OF_TICKS);
        if (ticks < 0 || !line.atBlankOrEnd()) {
            return false;
        }
        line.skipBlanks();
        long times = line.hex(8);
        timer = (int) number;
        expiresMillis = ticks * MILLIS_OF_TICK;
        retransmits = (int) Math.min(times, Integer.MAX_VALUE);
        return times >= 0 && line.atBlankOrEnd();
    }

    /** After the retransmits: uid, timeout, inode. The timeout is how many probes have no answer. */
    private boolean owner() {
        if (!line.skipTokens(1)) {
            return false;
        }
        line.skipBlanks();
        long probes = line.decimal();
        if (probes < 0 || !line.atBlankOrEnd()) {
            return false;
        }
        if (timer == KEEPALIVE || timer == ZERO_WINDOW_PROBE) {
            retransmits = (int) Math.min(probes, Integer.MAX_VALUE);
        }
        line.skipBlanks();
        inode = line.decimal();
        return inode >= 0 && line.atBlankOrEnd();
    }

    /** After the inode: references, pointer, drops. */
    private boolean dropped() {
        if (!line.skipTokens(2)) {
            return false;
        }
        line.skipBlanks();
        drops = line.decimal();
        return drops >= 0 && line.atBlankOrEnd();
    }

    @Override
    public int family() {
        return family;
    }

    @Override
    public int state() {
        return state;
    }

    @Override
    public long localHigh() {
        return localHigh;
    }

    @Override
    public long localLow() {
        return localLow;
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public long remoteHigh() {
        return remoteHigh;
    }

    @Override
    public long remoteLow() {
        return remoteLow;
    }

    @Override
    public int remotePort() {
        return remotePort;
    }

    @Override
    public long receiveQueue() {
        return receiveQueue;
    }

    /** Not in the file: {@code get_tcp4_sock} prints the queue's length only. */
    @Override
    public long queueLimit() {
        return UNKNOWN;
    }

    @Override
    public long sendQueue() {
        return sendQueue;
    }

    @Override
    public int timer() {
        return timer;
    }

    @Override
    public long expiresMillis() {
        return expiresMillis;
    }

    @Override
    public int retransmits() {
        return retransmits;
    }

    @Override
    public long inode() {
        return inode;
    }

    @Override
    public long drops() {
        return udp ? drops : UNKNOWN;
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
}
