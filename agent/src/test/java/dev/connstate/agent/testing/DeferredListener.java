package dev.connstate.agent.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.connstate.agent.kernel.libc.NativeLibc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * A listener with TCP_DEFER_ACCEPT, which Java cannot set: a client that connects and sends nothing stays half-open
 * here, in SYN_RECV, for as long as the option says.
 */
final class DeferredListener implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int SECONDS = 120;
    private static final int BACKLOG = 16;
    private static final ValueLayout.OfShort BE16 = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final MethodHandle setsockopt$mh =
            find("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle bind$mh =
            find("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle listen$mh = find("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private final int fd;

    DeferredListener(InetSocketAddress address) throws Exception {
        try (var libc = new NativeLibc();
                var arena = Arena.ofConfined()) {
            boolean isV4 = address.getAddress() instanceof Inet4Address;
            fd = libc.socket(isV4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
            var seconds = arena.allocateFrom(JAVA_INT, SECONDS);
            var name = sockaddr(arena, address);
            check((int)
                    setsockopt$mh.invokeExact(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, seconds, (int) seconds.byteSize()));
            check((int) bind$mh.invokeExact(fd, name, (int) name.byteSize()));
            check((int) listen$mh.invokeExact(fd, BACKLOG));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try (var libc = new NativeLibc()) {
            libc.close(fd);
        }
    }

    /** {@code struct sockaddr_in} or {@code sockaddr_in6}: family, port, and the address at 4 or behind flowinfo at 8. */
    private static MemorySegment sockaddr(Arena arena, InetSocketAddress address) {
        var bytes = address.getAddress().getAddress();
        boolean isV4 = bytes.length == 4;
        var name = arena.allocate(isV4 ? 16 : 28, 4);
        name.set(ValueLayout.JAVA_SHORT, 0, (short) (isV4 ? AF_INET : AF_INET6));
        name.set(BE16, 2, (short) address.getPort());
        MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, isV4 ? 4 : 8, bytes.length);
        return name;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("the listener with TCP_DEFER_ACCEPT could not be made");
        }
    }

    @SuppressWarnings("restricted") // the descriptors are those of socket(2)'s manual pages
    private static MethodHandle find(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), descriptor);
    }
}
