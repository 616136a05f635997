package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A libc that opens everything and lets nobody into a namespace. */
final class NoNamespaces implements Libc {
    private int open;

    int open() {
        return open;
    }

    @Override
    public int open(String path, int flags) {
        return ++open;
    }

    @Override
    public void close(int fd) {
        open--;
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
    public MemorySegment mmap(int fd, long bytes, Arena arena) {
        throw new AssertionError("there is no map");
    }

    @Override
    public void close() {}
}
