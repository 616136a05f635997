package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.connstate.agent.kernel.libc.Errno;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A program in the kernel that is attached to nothing: it runs when told to, on this very thread. */
final class BpfProgram implements AutoCloseable {
    private static final int RAW_TRACEPOINT = 17;
    private static final int LOG_BYTES = 8 << 20;
    private static final int FUNCTION_INFO_BYTES = 8;

    /** This text is ours; bpf_probe_read_kernel wants it under a licence that fits the GPL, among others. */
    private static final String LICENSE = "Dual MIT/GPL";

    private final Libc libc;
    private final int fd;
    private final Arena arena = Arena.ofConfined();
    private final BpfCommand run;

    private BpfProgram(Libc libc, int fd) {
        this.libc = libc;
        this.fd = fd;
        this.run = new BpfCommand(arena, BpfCommand.PROG_TEST_RUN).u32(0, fd);
    }

    /**
     * Loads what begins at the first instruction and has one more function, that with the label.
     *
     * @throws VerifierException when the kernel's verifier does not like it
     * @throws KernelException EPERM without CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN
     */
    static BpfProgram load(Libc libc, Assembler code, String function) throws KernelException, VerifierException {
        try (var arena = Arena.ofConfined()) {
            int btf = ProgramBtf.load(libc, arena);
            try {
                return load(libc, arena, code, function, btf);
            } finally {
                libc.close(btf);
            }
        }
    }

    private static BpfProgram load(Libc libc, Arena arena, Assembler code, String function, int btf)
            throws KernelException, VerifierException {
        var instructions = code.assemble(arena);
        var functions = arena.allocateFrom(JAVA_INT, 0, ProgramBtf.MAIN, code.at(function), ProgramBtf.FUNCTION);
        var load = new BpfCommand(arena, BpfCommand.PROG_LOAD)
                .u32(0, RAW_TRACEPOINT)
                .u32(4, (int) (instructions.byteSize() / Assembler.BYTES))
                .pointer(8, instructions)
                .pointer(16, arena.allocateFrom(LICENSE))
                .name(48, "connstate_walk")
                .u32(72, btf)
                .u32(76, FUNCTION_INFO_BYTES)
                .pointer(80, functions)
                .u32(88, 2);
        try {
            return new BpfProgram(libc, load.give(libc));
        } catch (KernelException e) {
            if (e.errno() == Errno.EPERM) { // EACCES is a word of the verifier
                throw e;
            }
            throw new VerifierException(e, log(libc, arena, load));
        }
    }

    /** Once more, now with its words; a log costs more than the load. */
    private static String log(Libc libc, Arena arena, BpfCommand load) {
        MemorySegment log = arena.allocate(LOG_BYTES);
        try {
            libc.close(load.u32(24, 1).u32(28, LOG_BYTES).pointer(32, log).give(libc));
            return "";
        } catch (KernelException e) {
            return log.getString(0).strip();
        }
    }

    void run() throws KernelException {
        run.give(libc);
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }
}
