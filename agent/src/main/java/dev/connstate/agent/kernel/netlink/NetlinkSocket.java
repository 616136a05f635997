package dev.connstate.agent.kernel.netlink;

import static dev.connstate.agent.kernel.libc.Libc.AF_NETLINK;
import static dev.connstate.agent.kernel.libc.Libc.MSG_TRUNC;
import static dev.connstate.agent.kernel.libc.Libc.SOCK_CLOEXEC;
import static dev.connstate.agent.kernel.libc.Libc.SOCK_RAW;

import dev.connstate.agent.kernel.SocketSink;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * A sock_diag socket of the namespace that the thread is in at this moment. It keeps that namespace alive, so it is
 * opened for one dump and closed: that costs 2 µs.
 */
public final class NetlinkSocket implements AutoCloseable {
    /** The kernel fills at most 32 KiB at a time ({@code af_netlink.c}); a larger buffer gains nothing. */
    public static final long BUFFER_BYTES = 32 * 1024;

    private final Libc libc;
    private final MemorySegment buffer;
    private final int fd;

    public NetlinkSocket(Libc libc, MemorySegment buffer) throws KernelException {
        this.libc = libc;
        this.buffer = buffer;
        this.fd = libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, SockDiagRequest.NETLINK_SOCK_DIAG);
    }

    /** Sends the request and gives every row of the answer to the sink. */
    public Traffic dump(MemorySegment request, SocketSink sink) throws IOException {
        libc.send(fd, request);
        var dump = new InetDiagDump();
        long bytes = 0;
        while (!dump.isDone()) {
            long length = libc.recv(fd, buffer, MSG_TRUNC);
            if (length > buffer.byteSize()) {
                throw new NetlinkException("sock_diag sent %d bytes at once, more than the buffer's %d"
                        .formatted(length, buffer.byteSize()));
            }
            if (length == 0) {
                throw new NetlinkException("sock_diag ended its answer without saying that it is done");
            }
            bytes += length;
            dump.accept(buffer, length, sink);
        }
        return new Traffic(dump.rows(), bytes);
    }

    @Override
    public void close() {
        libc.close(fd);
    }

    /** How much a dump brought. */
    public record Traffic(long rows, long bytes) {}
}
