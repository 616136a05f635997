package dev.connstate.agent.kernel.proc;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.AF_INET6;
import static dev.connstate.agent.kernel.AddressFamily.V4_MAPPED;

import dev.connstate.agent.kernel.SocketRow;
import java.nio.ByteOrder;

/**
 * One line of {@code /proc/net/tcp}, {@code tcp6}, {@code udp} or {@code udp6} ({@code get_tcp4_sock},
 * {@code udp4_format_sock}). Split at blanks, since columns widen with large numbers; parsed where it lies.
 */
final class SocketLine implements SocketRow {
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final int NEW_SYN_RECV = 12;

    private final boolean udp;

    private byte[] text = {};
    private int at;
    private int end;

    private int family;
    private int state;
    private long localHigh;
    private long localLow;
    private int localPort;
    private long remoteHigh;
    private long remoteLow;
    private int remotePort;
    private long receiveQueue;
    private long inode;
    private long drops;

    SocketLine(boolean udp) {
        this.udp = udp;
    }

    /** Moves the view to the line {@code [from, to)}; false when it does not have the form of one. */
    boolean moveTo(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
        return slot() && local() && remote() && stateAndQueues() && owner() && (!udp || dropped());
    }

    private boolean slot() {
        skipBlanks();
        return decimal() >= 0 && take(':');
    }

    private boolean local() {
        if (!address()) {
            return false;
        }
        localHigh = high;
        localLow = low;
        localPort = port;
        return true;
    }

    private boolean remote() {
        if (!address()) {
            return false;
        }
        remoteHigh = high;
        remoteLow = low;
        remotePort = port;
        return true;
    }

    private boolean stateAndQueues() {
        skipBlanks();
        long number = hex(2);
        skipBlanks();
        long sendQueue = hex(8);
        if (number < 1 || number >= NEW_SYN_RECV || sendQueue < 0 || !take(':')) {
            return false;
        }
        state = (int) number;
        receiveQueue = hex(8);
        return receiveQueue >= 0;
    }

    /** After the queues: timer, retransmits, uid, timeout, inode. */
    private boolean owner() {
        if (!skipTokens(4)) {
            return false;
        }
        skipBlanks();
        inode = decimal();
        return inode >= 0 && atBlankOrEnd();
    }

    /** After the inode: references, pointer, drops. */
    private boolean dropped() {
        if (!skipTokens(2)) {
            return false;
        }
        skipBlanks();
        drops = decimal();
        return drops >= 0 && atBlankOrEnd();
    }

    private long high;
    private long low;
    private int port;

    /** Each 32-bit word of the address stands in network order printed as a number of the host; the port does not. */
    private boolean address() {
        skipBlanks();
        int start = at;
        long first = word();
        if (first < 0) {
            return false;
        }
        if (at < end && text[at] == ':') {
            family = AF_INET;
            high = 0;
            low = V4_MAPPED | first;
        } else {
            family = AF_INET6;
            high = first << 32 | word();
            low = word() << 32 | word();
            if (at - start != 32) {
                return false;
            }
        }
        if (!take(':')) {
            return false;
        }
        long number = hex(4);
        port = (int) number;
        return number >= 0;
    }

    private long word() {
        int start = at;
        long number = hex(8);
        if (at - start != 8) {
            return -1;
        }
        int word = (int) number;
        return Integer.toUnsignedLong(LITTLE_ENDIAN ? Integer.reverseBytes(word) : word);
    }

    /** At most {@code digits} of them; -1 when there is none. */
    private long hex(int digits) {
        long number = 0;
        int start = at;
        while (at < end && at - start < digits) {
            int digit = Character.digit(text[at], 16);
            if (digit < 0) {
                break;
            }
            number = number << 4 | digit;
            at++;
        }
        return at == start ? -1 : number;
    }

    /** At most 18 digits, which fit; -1 when there is none. */
    private long decimal() {
        long number = 0;
        int start = at;
        while (at < end && at - start < 18 && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + text[at] - '0';
            at++;
        }
        return at == start ? -1 : number;
    }

    private boolean take(char wanted) {
        boolean there = at < end && text[at] == wanted;
        at++;
        return there;
    }

    private void skipBlanks() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }

    private boolean skipTokens(int tokens) {
        for (int i = 0; i < tokens; i++) {
            skipBlanks();
            if (at >= end) {
                return false;
            }
            while (at < end && text[at] != ' ') {
                at++;
            }
        }
        return true;
    }

    private boolean atBlankOrEnd() {
        return at >= end || text[at] == ' ';
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
    public long inode() {
        return inode;
    }

    @Override
    public long drops() {
        return udp ? drops : UNKNOWN;
    }
}
