package dev.connstate.agent.kernel.proc;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.AF_INET6;
import static dev.connstate.agent.kernel.AddressFamily.V4_MAPPED;

import java.nio.ByteOrder;

/** Walks along the columns of a line of bytes, where it lies. */
final class LineCursor {
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private byte[] text = {};
    private int at;
    private int end;

    private int family;
    private long high;
    private long low;
    private int port;

    /** To the beginning of the line {@code [from, to)}. */
    void moveTo(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    /** Of the last {@link #address}. */
    int family() {
        return family;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    int port() {
        return port;
    }

    /** Each 32-bit word of the address stands in network order printed as a number of the host; the port does not. */
    boolean address() {
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
    long hex(int digits) {
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
    long decimal() {
        long number = 0;
        int start = at;
        while (at < end && at - start < 18 && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + text[at] - '0';
            at++;
        }
        return at == start ? -1 : number;
    }

    boolean take(char wanted) {
        boolean there = at < end && text[at] == wanted;
        at++;
        return there;
    }

    void skipBlanks() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }

    boolean skipTokens(int tokens) {
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

    boolean atBlankOrEnd() {
        return at >= end || text[at] == ' ';
    }
}
