package dev.connstate.agent.kernel.libc;

/** The error numbers that reading sockets meets ({@code include/uapi/asm-generic/errno.h}). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int ENOSYS = 38;
    public static final int EPROTONOSUPPORT = 93;
    public static final int EOPNOTSUPP = 95;
    public static final int ENOBUFS = 105;

    private Errno() {}

    /** In the words of {@code strerror(3)}, with the name. */
    public static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM (operation not permitted)";
            case ENOENT -> "ENOENT (no such file, or the kernel has no handler for this request)";
            case ESRCH -> "ESRCH (no such process)";
            case EINTR -> "EINTR (interrupted)";
            case EACCES -> "EACCES (permission denied)";
            case EINVAL -> "EINVAL (invalid argument)";
            case EMFILE -> "EMFILE (too many open files)";
            case ENOSYS -> "ENOSYS (not known for this architecture)";
            case EPROTONOSUPPORT -> "EPROTONOSUPPORT (the kernel has no netlink sock_diag)";
            case EOPNOTSUPP -> "EOPNOTSUPP (not supported)";
            case ENOBUFS -> "ENOBUFS (the kernel had no buffer for the answer)";
            default -> "errno " + errno;
        };
    }
}
