package dev.connstate.agent.kernel;

/** The two families, in the kernel's numbers ({@code include/linux/socket.h}). */
public final class AddressFamily {
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;

    /** The upper half of the low word of every v4-mapped address. */
    public static final long V4_MAPPED = 0x0000_ffffL << 32;

    private AddressFamily() {}
}
