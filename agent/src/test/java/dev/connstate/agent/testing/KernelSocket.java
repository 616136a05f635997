package dev.connstate.agent.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.connstate.agent.kernel.libc.NativeLibc;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** A TCP socket with the options that Java does not have; of the namespace of the thread that makes it. */
public final class KernelSocket implements Closeable {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int SHUT_WR = 1;
    private static final short BPF_RET = 6;
    private static final ValueLayout.OfShort BE16 = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final MethodHandle setsockopt$mh =
            find("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle bind$mh =
            find("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle connect$mh =
            find("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle listen$mh = find("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle shutdown$mh =
            find("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private final int fd;

    private KernelSocket(InetSocketAddress family, int flags) throws IOException {
        try (var libc = new NativeLibc()) {
            fd = libc.socket(isV4(family) ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
        }
    }

    /** Connected from an address of its own. */
    public static KernelSocket connected(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        var socket = new KernelSocket(remote, 0);
        socket.bind(local);
        socket.connect(remote);
        return socket;
    }

    /** Has sent a SYN and will not hear the answer. */
    public static KernelSocket deaf(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        var socket = new KernelSocket(remote, SOCK_NONBLOCK);
        socket.deafen();
        socket.bind(local);
        socket.connect(remote);
        return socket;
    }

    /** A client that connects and sends nothing stays half-open here, in SYN_RECV, for so long. */
    static KernelSocket deferred(InetSocketAddress local, int seconds, int backlog) throws IOException {
        var socket = new KernelSocket(local, 0);
        try (var arena = Arena.ofConfined()) {
            socket.option(IPPROTO_TCP, TCP_DEFER_ACCEPT, arena.allocateFrom(JAVA_INT, seconds));
            socket.bind(local);
            check((int) listen$mh.invokeExact(socket.fd, backlog), "listen");
        } catch (Throwable e) {
            throw thrown(e);
        }
        return socket;
    }

    /** From now on every segment that comes is dropped, by a socket filter of one instruction: {@code ret 0}. */
    public void deafen() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var instruction = arena.allocate(8, 8); // struct sock_filter: code, jt, jf, k
            instruction.set(JAVA_SHORT, 0, BPF_RET);
            var program = arena.allocate(16, 8); // struct sock_fprog: len, filter
            program.set(JAVA_SHORT, 0, (short) 1);
            program.set(ADDRESS, 8, instruction);
            option(SOL_SOCKET, SO_ATTACH_FILTER, program);
        }
    }

    /** Sends a FIN and reads on. */
    public void shutdownOutput() throws IOException {
        try {
            check((int) shutdown$mh.invokeExact(fd, SHUT_WR), "shutdown");
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    @Override
    public void close() {
        try (var libc = new NativeLibc()) {
            libc.close(fd);
        }
    }

    private void option(int level, int name, MemorySegment value) throws IOException {
        try {
            check((int) setsockopt$mh.invokeExact(fd, level, name, value, (int) value.byteSize()), "setsockopt");
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private void bind(InetSocketAddress address) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var name = sockaddr(arena, address);
            check((int) bind$mh.invokeExact(fd, name, (int) name.byteSize()), "bind");
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    /** Of a socket that does not block, -1 says that it is on its way. */
    private void connect(InetSocketAddress address) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var name = sockaddr(arena, address);
            int result = (int) connect$mh.invokeExact(fd, name, (int) name.byteSize());
            assert result <= 0;
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    /** {@code struct sockaddr_in} or {@code sockaddr_in6}: family, port, and the address at 4 or behind flowinfo at 8. */
    private static MemorySegment sockaddr(Arena arena, InetSocketAddress address) {
        var bytes = address.getAddress().getAddress();
        boolean isV4 = isV4(address);
        var name = arena.allocate(isV4 ? 16 : 28, 4);
        name.set(JAVA_SHORT, 0, (short) (isV4 ? AF_INET : AF_INET6));
        name.set(BE16, 2, (short) address.getPort());
        MemorySegment.copy(bytes, 0, name, JAVA_BYTE, isV4 ? 4 : 8, bytes.length);
        return name;
    }

    private static boolean isV4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    private static void check(int result, String call) throws IOException {
        if (result < 0) {
            throw new IOException(call + " failed");
        }
    }

    private static IOException thrown(Throwable e) {
        return switch (e) {
            case IOException io -> io;
            case Error error -> throw error;
            default -> throw new AssertionError(e);
        };
    }

    @SuppressWarnings("restricted") // the descriptors are those of the manual pages
    private static MethodHandle find(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), descriptor);
    }
}
