package dev.connstate.agent.kernel.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The calls we need of libc. Each throws {@link KernelException} with the errno that this very call left. An
 * implementation belongs to the thread that made it: setns(2) moves one thread only.
 */
public interface Libc extends AutoCloseable {
    /** x86 and arm64 agree on these ({@code include/uapi/asm-generic/fcntl.h}, {@code include/uapi/linux/sched.h}). */
    int O_RDONLY = 0;

    int O_CLOEXEC = 0x80000;
    /** Of a directory: only to find its files. */
    int O_PATH = 0x200000;

    int CLONE_NEWNET = 0x40000000;
    int AF_NETLINK = 16;
    int SOCK_RAW = 3;
    int SOCK_CLOEXEC = O_CLOEXEC;
    /** As a flag of recv(2): return the real length even when the buffer was shorter. */
    int MSG_TRUNC = 0x20;

    int MOST_READ = 16 * 1024;

    /** open(2). */
    int open(String path, int flags) throws KernelException;

    /** openat(2): a file of a directory that is open, by one of a few names. */
    int openat(int directory, String name, int flags) throws KernelException;

    /** read(2) into the array from there on, no more than {@link #MOST_READ} bytes; 0 at the end of the file. */
    int read(int fd, byte[] bytes, int from) throws KernelException;

    /** statx(2): the inode of a file, named as for {@link #openat}. */
    long inode(int directory, String name) throws KernelException;

    /** statx(2): the inode of what is open. */
    long inode(int fd) throws KernelException;

    /** close(2); a failure has nothing to act on and is ignored. */
    void close(int fd);

    /** setns(2): moves the calling thread. */
    void setns(int fd, int nstype) throws KernelException;

    /** socket(2). */
    int socket(int domain, int type, int protocol) throws KernelException;

    /** send(2) of the whole segment. */
    void send(int fd, MemorySegment message) throws KernelException;

    /** recv(2) into the segment; with {@link #MSG_TRUNC} the result can be larger than the segment. */
    long recv(int fd, MemorySegment buffer, int flags) throws KernelException;

    /** bpf(2) with this union bpf_attr: a descriptor, or 0. */
    int bpf(int command, MemorySegment attr) throws KernelException;

    /** mmap(2), shared, to read and write, from an offset of whole pages; munmap(2) when the arena is closed. */
    MemorySegment mmap(int fd, long offset, long bytes, Arena arena) throws KernelException;

    /** mmap(2) of zeros, of which only those pages are resident that were written; munmap(2) when the arena is closed. */
    MemorySegment reserve(long bytes, Arena arena) throws KernelException;

    @Override
    void close();
}
