package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.Register.FP;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R8;

import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;

/** Instructions that go along pointers of the kernel: R8 is where one is. What cannot be read is 0, and so all after it. */
record Pointer(Assembler code) {
    /** On the stack. */
    private static final int SCRATCH = -8;

    /** R8 becomes the pointer so far into what it points to. */
    void follow(int offset) {
        fetch(FP, SCRATCH, Long.BYTES, offset);
        code.load(Size.U64, R8, FP, SCRATCH);
    }

    /** Copies from so far into what R8 points to. */
    void fetch(Register base, int to, int bytes, int from) {
        code.move(R3, R8).compute(R3, Operation.ADD, from).copy(base, to, bytes);
    }
}
