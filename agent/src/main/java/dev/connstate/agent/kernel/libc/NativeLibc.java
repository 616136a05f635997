package dev.connstate.agent.kernel.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
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
import java.util.HashMap;
import java.util.Map;

/** {@link Libc} by java.lang.foreign. The segment that errno is captured in is this instance's, hence this thread's. */
public final class NativeLibc implements Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle errno$vh = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle open$mh =
            find("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle openat$mh = find(
            "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(3));
    private static final MethodHandle read$mh =
            find("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle statx$mh =
            find("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle close$mh = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle setns$mh = find("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle socket$mh =
            find("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle send$mh =
            find("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle recv$mh =
            find("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private static final MethodHandle syscall$mh = find(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle mmap$mh =
            find("mmap", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle munmap$mh = find("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    /** glibc has no function for it. */
    private static final Map<String, Long> NR_BPF = Map.of("amd64", 321L, "aarch64", 280L, "riscv64", 280L);

    /** {@code include/uapi/linux/stat.h}. */
    private static final int STATX_INO = 0x100;

    private static final int STX_INO = 32;
    private static final int AT_EMPTY_PATH = 0x1000;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int NO_FILE = -1;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment callState = arena.allocate(CALL_STATE);
    private final MemorySegment buffer = arena.allocate(MOST_READ, 8);
    private final Map<String, MemorySegment> names = new HashMap<>();

    @Override
    public int open(String path, int flags) throws KernelException {
        try (var scratch = Arena.ofConfined()) {
            return (int) checked("open", path, (int) open$mh.invokeExact(callState, scratch.allocateFrom(path), flags));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int openat(int directory, String name, int flags) throws KernelException {
        try {
            return (int) checked("open", name, (int) openat$mh.invokeExact(callState, directory, named(name), flags));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int read(int fd, byte[] bytes, int from) throws KernelException {
        try {
            long room = Math.min(bytes.length - from, MOST_READ);
            int read = (int) checked("read", (long) read$mh.invokeExact(callState, fd, buffer, room));
            MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, from, read);
            return read;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public long inode(int directory, String name) throws KernelException {
        return inode(directory, name, 0);
    }

    @Override
    public long inode(int fd) throws KernelException {
        return inode(fd, "", AT_EMPTY_PATH);
    }

    private long inode(int directory, String name, int flags) throws KernelException {
        try {
            checked("statx", name, (int)
                    statx$mh.invokeExact(callState, directory, named(name), flags, STATX_INO, buffer));
            return buffer.get(JAVA_LONG, STX_INO);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private MemorySegment named(String name) {
        return names.computeIfAbsent(name, arena::allocateFrom);
    }

    @Override
    public void close(int fd) {
        try {
            int ignored = (int) close$mh.invokeExact(callState, fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void setns(int fd, int nstype) throws KernelException {
        try {
            checked("setns", (int) setns$mh.invokeExact(callState, fd, nstype));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int socket(int domain, int type, int protocol) throws KernelException {
        try {
            return (int) checked("socket", (int) socket$mh.invokeExact(callState, domain, type, protocol));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public void send(int fd, MemorySegment message) throws KernelException {
        try {
            checked("send", (long) send$mh.invokeExact(callState, fd, message, message.byteSize(), 0));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public long recv(int fd, MemorySegment buffer, int flags) throws KernelException {
        try {
            return checked("recv", (long) recv$mh.invokeExact(callState, fd, buffer, buffer.byteSize(), flags));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public int bpf(int command, MemorySegment attr) throws KernelException {
        var number = NR_BPF.get(System.getProperty("os.arch"));
        if (number == null) {
            throw new KernelException("bpf", Errno.ENOSYS);
        }
        try {
            return (int) checked("bpf", (long)
                    syscall$mh.invokeExact(callState, number.longValue(), (long) command, attr, attr.byteSize()));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    public MemorySegment mmap(int fd, long offset, long bytes, Arena owner) throws KernelException {
        return map(fd, MAP_SHARED, offset, bytes, owner);
    }

    @Override
    public MemorySegment reserve(long bytes, Arena owner) throws KernelException {
        return map(NO_FILE, MAP_PRIVATE_ANONYMOUS, 0, bytes, owner);
    }

    @SuppressWarnings("restricted") // it is as long as was asked for
    private MemorySegment map(int fd, int flags, long offset, long bytes, Arena owner) throws KernelException {
        try {
            long address = checked("mmap", (long)
                    mmap$mh.invokeExact(callState, MemorySegment.NULL, bytes, PROT_READ_WRITE, flags, fd, offset));
            return MemorySegment.ofAddress(address).reinterpret(bytes, owner, this::munmap);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private void munmap(MemorySegment memory) {
        try {
            int ignored = (int) munmap$mh.invokeExact(callState, memory, memory.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    private long checked(String operation, String object, long result) throws KernelException {
        return result < 0 ? checked(operation + " " + object, result) : result;
    }

    private long checked(String operation, long result) throws KernelException {
        if (result < 0) {
            throw new KernelException(operation, (int) errno$vh.get(callState, 0L));
        }
        return result;
    }

    @SuppressWarnings("restricted") // a wrong descriptor would crash the JVM: these are checked by NativeLibcTest
    private static MethodHandle find(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        var options = new Linker.Option[more.length + 1];
        options[0] = ERRNO;
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** A method handle declares Throwable; ours throw nothing but what we throw ourselves. */
    private static KernelException rethrown(Throwable e) {
        if (e instanceof KernelException kernel) {
            return kernel;
        }
        throw unexpected(e);
    }

    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> throw new AssertionError(e);
        };
    }
}
