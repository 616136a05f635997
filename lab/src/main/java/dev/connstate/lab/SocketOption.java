package dev.connstate.lab;

import static dev.connstate.lab.libc.Constants.IPPROTO_IP;
import static dev.connstate.lab.libc.Constants.IPPROTO_TCP;
import static dev.connstate.lab.libc.Constants.IP_BIND_ADDRESS_NO_PORT;
import static dev.connstate.lab.libc.Constants.SOL_SOCKET;
import static dev.connstate.lab.libc.Constants.SO_ATTACH_FILTER;
import static dev.connstate.lab.libc.Constants.SO_DETACH_FILTER;
import static dev.connstate.lab.libc.Constants.SO_KEEPALIVE;
import static dev.connstate.lab.libc.Constants.SO_LINGER;
import static dev.connstate.lab.libc.Constants.SO_RCVBUF;
import static dev.connstate.lab.libc.Constants.SO_REUSEADDR;
import static dev.connstate.lab.libc.Constants.SO_REUSEPORT;
import static dev.connstate.lab.libc.Constants.TCP_DEFER_ACCEPT;
import static dev.connstate.lab.libc.Constants.TCP_KEEPIDLE;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.diagnosis.lab.Stage.Option;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What setsockopt(2) is given. */
record SocketOption(String text, int level, int name, MemorySegment value) {
    private static final Arena FOR_EVER = Arena.global();
    private static final short BPF_RET = 6;

    private static final SocketOption REUSE_PORT = number("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT, 1);
    private static final SocketOption DEFER = number("TCP_DEFER_ACCEPT", IPPROTO_TCP, TCP_DEFER_ACCEPT, 10);
    private static final SocketOption KEEPALIVE = number("SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE, 1);
    private static final SocketOption KEEPIDLE = number("TCP_KEEPIDLE", IPPROTO_TCP, TCP_KEEPIDLE, 3600);
    private static final SocketOption NO_PORT =
            number("IP_BIND_ADDRESS_NO_PORT", IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
    private static final SocketOption SMALL_BUFFER = receiveBuffer(1); // the kernel makes it its least
    private static final SocketOption RESET =
            new SocketOption("SO_LINGER", SOL_SOCKET, SO_LINGER, FOR_EVER.allocateFrom(JAVA_INT, 1, 0));

    static final SocketOption REUSE_ADDRESS = number("SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR, 1);

    /** Every packet is cut to no bytes at all, which loses it: {@code struct sock_fprog} of one instruction, ret 0. */
    static final SocketOption DEAF = new SocketOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, filter());

    /** The kernel wants an int with it and does not read it. */
    static final SocketOption HEARING = number("SO_DETACH_FILTER", SOL_SOCKET, SO_DETACH_FILTER, 0);

    static SocketOption of(Option option) {
        return switch (option) {
            case REUSE_PORT -> REUSE_PORT;
            case DEFER_ACCEPT -> DEFER;
            case KEEPALIVE -> KEEPALIVE;
            case KEEPIDLE -> KEEPIDLE;
            case BIND_ADDRESS_NO_PORT -> NO_PORT;
            case SMALL_RECEIVE_BUFFER -> SMALL_BUFFER;
            case RESET_ON_CLOSE -> RESET;
            case DEAF -> DEAF;
        };
    }

    static SocketOption receiveBuffer(int bytes) {
        return number("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, bytes);
    }

    private static SocketOption number(String text, int level, int name, int value) {
        return new SocketOption(text, level, name, FOR_EVER.allocateFrom(JAVA_INT, value));
    }

    private static MemorySegment filter() {
        var instruction = FOR_EVER.allocate(JAVA_LONG);
        instruction.set(JAVA_SHORT, 0, BPF_RET);
        var program = FOR_EVER.allocate(ADDRESS, 2);
        program.set(JAVA_SHORT, 0, (short) 1);
        program.setAtIndex(ADDRESS, 1, instruction);
        return program;
    }
}
