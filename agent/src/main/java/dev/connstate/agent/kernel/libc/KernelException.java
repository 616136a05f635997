package dev.connstate.agent.kernel.libc;

import java.io.IOException;

/** A system call that failed: which, on what, and the kernel's errno. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    public KernelException(String operation, int errno) {
        super("%s: %s".formatted(operation, Errno.describe(errno)));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** Whether a right is missing, rather than the thing itself. */
    public boolean isRefused() {
        return errno == Errno.EPERM || errno == Errno.EACCES;
    }

    /** Whether the thing itself is missing, or something else is in its place. */
    public boolean isGone() {
        return errno == Errno.ENOENT || errno == Errno.ESRCH || errno == Errno.EINVAL;
    }
}
