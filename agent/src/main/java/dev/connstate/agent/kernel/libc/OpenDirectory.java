package dev.connstate.agent.kernel.libc;

import java.nio.file.Path;

/**
 * A directory that stays open, so that the way to it is not gone again for each of its files. One of a process in proc
 * keeps neither the process nor its namespace alive, and its {@code net} shows the namespace that the process is in then.
 */
public final class OpenDirectory implements AutoCloseable {
    private final Libc libc;
    private final Path path;
    private final int fd;

    /** @throws KernelException when there is none */
    public OpenDirectory(Libc libc, Path path) throws KernelException {
        this.libc = libc;
        this.path = path;
        this.fd = libc.open(path.toString(), Libc.O_PATH | Libc.O_CLOEXEC);
    }

    public Path path() {
        return path;
    }

    /** Opens one of its files, to be closed again. */
    public int open(String name) throws KernelException {
        return libc.openat(fd, name, Libc.O_RDONLY | Libc.O_CLOEXEC);
    }

    /** Reads on in such a file, into the array from there on; 0 at the end. */
    public int read(int file, byte[] bytes, int from) throws KernelException {
        return libc.read(file, bytes, from);
    }

    public void close(int file) {
        libc.close(file);
    }

    public long inode(String name) throws KernelException {
        return libc.inode(fd, name);
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
