package dev.connstate.lab.libc;

/** The error numbers that a stage expects ({@code include/uapi/asm-generic/errno.h}); the rest it only names. */
public final class Errno {
    public static final int EAGAIN = 11;
    public static final int EPIPE = 32;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EINPROGRESS = 115;

    private Errno() {}
}
