package dev.connstate.agent.kernel.libc.testing;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Each socket(2) takes the next conversation of the script; its recv(2)s take that one's answers, one after the other. */
public final class ScriptedLibc implements Libc {
    private final Deque<Deque<Answer>> script = new ArrayDeque<>();
    private final Map<Integer, Deque<Answer>> conversations = new HashMap<>();
    private final Set<Integer> open = new TreeSet<>();
    private final List<byte[]> sent = new ArrayList<>();
    private int nextFd = 3;

    /** What a call gives back. */
    public sealed interface Answer {
        /** recv(2) returns these bytes; none at all is the end of the conversation. */
        record Bytes(byte[] bytes) implements Answer {}

        /** With MSG_TRUNC recv(2) returns the length of a message that was longer than the buffer. */
        record Truncated(long length) implements Answer {}

        record Fails(int errno) implements Answer {}
    }

    /** The answers to the recv(2)s of one socket. A conversation that is only a failure fails at socket(2). */
    public ScriptedLibc conversation(Answer... answers) {
        script.add(new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** What was sent, in order. */
    public List<byte[]> sent() {
        return sent;
    }

    /** Descriptors that were opened and not closed. */
    public Set<Integer> open() {
        return open;
    }

    @Override
    public int open(String path, int flags) throws KernelException {
        throw new KernelException("open " + path, Errno.ENOENT);
    }

    @Override
    public int openat(int directory, String name, int flags) throws KernelException {
        throw new KernelException("open " + name, Errno.ENOENT);
    }

    @Override
    public int read(int fd, byte[] bytes, int from) {
        throw new AssertionError("there is no file");
    }

    @Override
    public long inode(int directory, String name) throws KernelException {
        throw new KernelException("statx " + name, Errno.ENOENT);
    }

    @Override
    public long inode(int fd) throws KernelException {
        throw new KernelException("statx", Errno.EINVAL);
    }

    @Override
    public void close(int fd) {
        if (!open.remove(fd)) {
            throw new AssertionError("descriptor %d is closed but not open".formatted(fd));
        }
    }

    @Override
    public void setns(int fd, int nstype) throws KernelException {
        throw new KernelException("setns", Errno.EINVAL);
    }

    @Override
    public int socket(int domain, int type, int protocol) throws KernelException {
        var conversation = script.poll();
        if (conversation == null) {
            throw new AssertionError("a socket more than the script has conversations");
        }
        if (conversation.size() == 1 && conversation.peek() instanceof Answer.Fails(int errno)) {
            throw new KernelException("socket", errno);
        }
        int fd = nextFd++;
        open.add(fd);
        conversations.put(fd, conversation);
        return fd;
    }

    @Override
    public void send(int fd, MemorySegment message) {
        sent.add(message.toArray(JAVA_BYTE));
    }

    @Override
    public long recv(int fd, MemorySegment buffer, int flags) throws KernelException {
        if (!open.contains(fd)) {
            throw new KernelException("recv", 9);
        }
        return switch (conversations.get(fd).poll()) {
            case Answer.Bytes(byte[] bytes) -> {
                MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
                yield bytes.length;
            }
            case Answer.Truncated(long length) -> length;
            case Answer.Fails(int errno) -> throw new KernelException("recv", errno);
            case null -> throw new AssertionError("a recv more than the conversation has answers");
        };
    }

    @Override
    public int bpf(int command, MemorySegment attr) throws KernelException {
        throw new KernelException("bpf", Errno.EPERM);
    }

    @Override
    public MemorySegment mmap(int fd, long offset, long bytes, Arena arena) throws KernelException {
        throw new KernelException("mmap", Errno.EINVAL);
    }

    @Override
    public MemorySegment reserve(long bytes, Arena arena) throws KernelException {
        throw new KernelException("mmap", Errno.EINVAL);
    }

    @Override
    public void close() {}
}
