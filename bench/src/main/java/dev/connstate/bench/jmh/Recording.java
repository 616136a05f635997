package dev.connstate.bench.jmh;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A dump as the kernel gives it, block after block, again for each socket(2), so that only its reading costs. */
final class Recording implements Libc {
    static final int ROWS = 10_000;

    private static final int ROWS_A_BLOCK = 260; // 32 KiB
    private static final int MESSAGE = 124;
    private static final int ATTRIBUTES = MESSAGE - 16 - 72;
    private static final int TCPDIAG_GETSOCK = 18;
    private static final int NLMSG_DONE = 3;
    private static final int AF_INET = 2;
    private static final int LOOPBACK = 0x7f000001;

    private final List<MemorySegment> blocks = new ArrayList<>();
    private int given;

    Recording() {
        for (int row = 0; row < ROWS; row += ROWS_A_BLOCK) {
            var block = block(Math.min(ROWS, row + ROWS_A_BLOCK) - row);
            for (int i = row; i < Math.min(ROWS, row + ROWS_A_BLOCK); i++) {
                row(header(block, MESSAGE, TCPDIAG_GETSOCK), i);
            }
            blocks.add(MemorySegment.ofBuffer(block.flip()));
        }
        blocks.add(MemorySegment.ofBuffer(
                header(block(1), 20, NLMSG_DONE).putInt(0).flip()));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        given = 0;
        return 3;
    }

    @Override
    public void send(int fd, MemorySegment message) {
        // Whatever is asked, the answer is the same.
    }

    @Override
    public long recv(int fd, MemorySegment buffer, int flags) {
        var block = blocks.get(given++);
        buffer.copyFrom(block);
        return block.byteSize();
    }

    private static ByteBuffer block(int rows) {
        return ByteBuffer.allocate(rows * MESSAGE).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer header(ByteBuffer block, int length, int type) {
        return block.putInt(length).putShort((short) type).putShort((short) 2).putLong(0);
    }

    /** An {@code inet_diag_msg} of an ESTABLISHED socket, and attributes that are passed over. */
    private static void row(ByteBuffer block, int number) {
        int at = block.position();
        block.put((byte) AF_INET).put((byte) 1).put((byte) 0).put((byte) 0);
        block.order(ByteOrder.BIG_ENDIAN).putShort((short) (8000 + number % 8)).putShort((short) (32_768 + number));
        block.putInt(at + 8, LOOPBACK).putInt(at + 24, LOOPBACK).order(ByteOrder.nativeOrder());
        block.putInt(at + 68, number); // the inode
        block.position(at + 72);
        block.putShort((short) ATTRIBUTES).putShort((short) 999).position(at + 72 + ATTRIBUTES);
    }

    @Override
    public void close(int fd) {
        // Nothing is open.
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
    public int read(int fd, byte[] bytes, int from) throws KernelException {
        throw new KernelException("read", Errno.EINVAL);
    }

    @Override
    public long inode(int directory, String name) throws KernelException {
        throw new KernelException("statx " + name, Errno.ENOENT);
    }

    @Override
    public long inode(int fd) throws KernelException {
        throw new KernelException("statx", Errno.ENOENT);
    }

    @Override
    public void setns(int fd, int nstype) throws KernelException {
        throw new KernelException("setns", Errno.EINVAL);
    }

    @Override
    public int bpf(int command, MemorySegment attr) throws KernelException {
        throw new KernelException("bpf", Errno.EINVAL);
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
    public void close() {
        // Nothing is open.
    }
}
