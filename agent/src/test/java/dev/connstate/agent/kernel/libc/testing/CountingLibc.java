package dev.connstate.agent.kernel.libc.testing;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.libc.NativeLibc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** The real one, and how often each call was made. */
public final class CountingLibc implements Libc {
    private final Libc libc = new NativeLibc();
    private final Map<String, Integer> calls = new TreeMap<>();

    /** By the call's name, since the last time this was asked. */
    public Map<String, Integer> take() {
        var taken = Map.copyOf(calls);
        calls.clear();
        return taken;
    }

    private Libc counted(String call) {
        calls.merge(call, 1, Integer::sum);
        return libc;
    }

    @Override
    public int open(String path, int flags) throws KernelException {
        return counted("open").open(path, flags);
    }

    @Override
    public int openat(int directory, String name, int flags) throws KernelException {
        return counted("openat").openat(directory, name, flags);
    }

    @Override
    public int read(int fd, byte[] bytes, int from) throws KernelException {
        return counted("read").read(fd, bytes, from);
    }

    @Override
    public long inode(int directory, String name) throws KernelException {
        return counted("statx").inode(directory, name);
    }

    @Override
    public long inode(int fd) throws KernelException {
        return counted("statx").inode(fd);
    }

    @Override
    public void close(int fd) {
        counted("close").close(fd);
    }

    @Override
    public void setns(int fd, int nstype) throws KernelException {
        counted("setns").setns(fd, nstype);
    }

    @Override
    public int socket(int domain, int type, int protocol) throws KernelException {
        return counted("socket").socket(domain, type, protocol);
    }

    @Override
    public void send(int fd, MemorySegment message) throws KernelException {
        counted("send").send(fd, message);
    }

    @Override
    public long recv(int fd, MemorySegment buffer, int flags) throws KernelException {
        return counted("recv").recv(fd, buffer, flags);
    }

    @Override
    public int bpf(int command, MemorySegment attr) throws KernelException {
        return counted("bpf").bpf(command, attr);
    }

    @Override
    public MemorySegment mmap(int fd, long offset, long bytes, Arena arena) throws KernelException {
        return counted("mmap").mmap(fd, offset, bytes, arena);
    }

    @Override
    public MemorySegment reserve(long bytes, Arena arena) throws KernelException {
        return counted("mmap").reserve(bytes, arena);
    }

    @Override
    public void close() {
        libc.close();
    }
}
