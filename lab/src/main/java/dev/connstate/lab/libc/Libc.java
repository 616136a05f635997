package dev.connstate.lab.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The calls that a stage needs of libc. Each returns what the kernel does: a negative number is the errno that this very
 * call left. An instance belongs to the thread that made it.
 */
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle errno$vh = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final long LONGEST_TEXT = 256;

    private static final MethodHandle socket$mh = find("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle bind$mh = find("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle listen$mh = find("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle accept4$mh = find("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle connect$mh = find("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle setsockopt$mh =
            find("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle send$mh = find("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle sendto$mh =
            find("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle recv$mh = find("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle shutdown$mh = find("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle close$mh = find("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle setsid$mh = find("setsid", JAVA_INT);
    private static final MethodHandle setenv$mh = find("setenv", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle execvp$mh = find("execvp", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle strerror$mh = find("strerror", ADDRESS, JAVA_INT);
    private static final MethodHandle ioctl$mh = handle(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));

    private final MemorySegment callState = Arena.ofAuto().allocate(CALL_STATE);

    public int socket(int domain, int type) {
        return (int) result(() -> (int) socket$mh.invokeExact(callState, domain, type, 0));
    }

    public int bind(int fd, MemorySegment address) {
        return (int) result(() -> (int) bind$mh.invokeExact(callState, fd, address, (int) address.byteSize()));
    }

    public int listen(int fd, int backlog) {
        return (int) result(() -> (int) listen$mh.invokeExact(callState, fd, backlog));
    }

    public int accept4(int fd, int flags) {
        return (int) result(
                () -> (int) accept4$mh.invokeExact(callState, fd, MemorySegment.NULL, MemorySegment.NULL, flags));
    }

    public int connect(int fd, MemorySegment address) {
        return (int) result(() -> (int) connect$mh.invokeExact(callState, fd, address, (int) address.byteSize()));
    }

    public int setsockopt(int fd, int level, int name, MemorySegment value) {
        return (int) result(
                () -> (int) setsockopt$mh.invokeExact(callState, fd, level, name, value, (int) value.byteSize()));
    }

    public long send(int fd, MemorySegment bytes, int flags) {
        return result(() -> (long) send$mh.invokeExact(callState, fd, bytes, bytes.byteSize(), flags));
    }

    public long sendto(int fd, MemorySegment bytes, MemorySegment address) {
        return result(() -> (long)
                sendto$mh.invokeExact(callState, fd, bytes, bytes.byteSize(), 0, address, (int) address.byteSize()));
    }

    public long recv(int fd, MemorySegment buffer) {
        return result(() -> (long) recv$mh.invokeExact(callState, fd, buffer, buffer.byteSize(), 0));
    }

    public int shutdown(int fd, int how) {
        return (int) result(() -> (int) shutdown$mh.invokeExact(callState, fd, how));
    }

    public int close(int fd) {
        return (int) result(() -> (int) close$mh.invokeExact(callState, fd));
    }

    public int ioctl(int fd, long request, MemorySegment argument) {
        return (int) result(() -> (int) ioctl$mh.invokeExact(callState, fd, request, argument));
    }

    /** Leaves the terminal, whose Ctrl-C then is not for this process. */
    public int setsid() {
        return (int) result(() -> (int) setsid$mh.invokeExact(callState));
    }

    public int setenv(String name, String value) {
        try (var scratch = Arena.ofConfined()) {
            var nameText = scratch.allocateFrom(name);
            var valueText = scratch.allocateFrom(value);
            return (int) result(() -> (int) setenv$mh.invokeExact(callState, nameText, valueText, 1));
        }
    }

    /** Puts another program into this process, looked for in the PATH; returns only when that fails. */
    public int execvp(List<String> words) {
        try (var scratch = Arena.ofConfined()) {
            var vector = scratch.allocate(ADDRESS, words.size() + 1); // ends in a null pointer
            for (int i = 0; i < words.size(); i++) {
                vector.setAtIndex(ADDRESS, i, scratch.allocateFrom(words.get(i)));
            }
            var file = vector.getAtIndex(ADDRESS, 0);
            return (int) result(() -> (int) execvp$mh.invokeExact(callState, file, vector));
        }
    }

    /** The kernel's words for an errno: {@code Address already in use}. */
    @SuppressWarnings("restricted") // the text is the C library's own and ends with a zero
    public String describe(int errno) {
        try {
            return ((MemorySegment) strerror$mh.invokeExact(callState, errno))
                    .reinterpret(LONGEST_TEXT)
                    .getString(0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private long result(Call call) {
        try {
            long result = call.make();
            return result < 0 ? -(int) errno$vh.get(callState, 0L) : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle find(String name, MemoryLayout returned, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(returned, arguments), Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted") // a wrong descriptor would crash the JVM: KernelStageIT makes every call
    private static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** A method handle declares Throwable; these throw nothing of their own. */
    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> throw new AssertionError(e);
        };
    }

    @FunctionalInterface
    private interface Call {
        long make() throws Throwable;
    }
}
