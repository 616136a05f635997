package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A libc that opens everything and lets nobody into a namespace. */
final class NoNamespaces implements Libc {
    private final Map<Integer, Path> open = new HashMap<>();
    private final Map<Integer, InputStream> files = new HashMap<>();
    private final Opening opening;
    private int last;

    NoNamespaces() {
        this(any -> {});
    }

    /** What happens before a path is opened is up to {@code opening}. */
    NoNamespaces(Opening opening) {
        this.opening = opening;
    }

    int open() {
        return open.size();
    }

    @Override
    public int open(String path, int flags) throws KernelException {
        opening.of(path);
        open.put(++last, Path.of(path));
        return last;
    }

    @Override
    public int openat(int directory, String name, int flags) throws KernelException {
        var path = open.get(directory).resolve(name);
        try {
            files.put(last + 1, Files.newInputStream(path));
        } catch (IOException e) {
            throw new KernelException("open " + path, Errno.ENOENT);
        }
        return open(path.toString(), flags);
    }

    @Override
    public int read(int fd, byte[] bytes, int from) throws KernelException {
        try {
            return Math.max(0, files.get(fd).read(bytes, from, bytes.length - from));
        } catch (IOException e) {
            throw new KernelException("read", Errno.EINVAL);
        }
    }

    @Override
    public long inode(int fd) throws KernelException {
        throw new KernelException("statx", Errno.EINVAL);
    }

    @Override
    public long inode(int directory, String name) throws KernelException {
        try {
            return (Long) Files.getAttribute(open.get(directory).resolve(name), "unix:ino");
        } catch (IOException e) {
            throw new KernelException("statx " + name, Errno.ENOENT);
        }
    }

    @Override
    public void close(int fd) {
        open.remove(fd);
        files.remove(fd);
    }

    @Override
    public void setns(int fd, int nstype) throws KernelException {
        throw new KernelException("setns", Errno.EPERM);
    }

    @Override
    public int socket(int domain, int type, int protocol) throws KernelException {
        throw new KernelException("socket", Errno.EPERM);
    }

    @Override
    public void send(int fd, MemorySegment message) {
        throw new AssertionError("there is no socket");
    }

    @Override
    public long recv(int fd, MemorySegment buffer, int flags) {
        throw new AssertionError("there is no socket");
    }

    @Override
    public int bpf(int command, MemorySegment attr) throws KernelException {
        throw new KernelException("bpf", Errno.EPERM);
    }

    @Override
    public MemorySegment mmap(int fd, long offset, long bytes, Arena arena) {
        throw new AssertionError("there is no map");
    }

    @Override
    public MemorySegment reserve(long bytes, Arena arena) {
        throw new AssertionError("there is no map");
    }

    @Override
    public void close() {}

    interface Opening {
        void of(String path) throws KernelException;
    }
}
