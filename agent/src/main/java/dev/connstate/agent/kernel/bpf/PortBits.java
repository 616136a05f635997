package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.Register.R1;
import static dev.connstate.agent.kernel.bpf.Register.R2;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R4;

import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;

/** Instructions for the bit of the port in R1, in one of the bitmaps of a {@link Slot}. R2 and R4 are lost. */
final class PortBits {
    private final Assembler code;
    private final Register slot;

    PortBits(Assembler code, Register slot) {
        this.code = code;
        this.slot = slot;
    }

    /** R3 becomes the bit. */
    void test(int bitmap) {
        findWord();
        code.load(Size.U64, R3, R2, bitmap)
                .compute(R3, Operation.SHIFT_RIGHT, R4)
                .compute(R3, Operation.AND, 1);
    }

    /** R3 is lost. */
    void mark(int bitmap) {
        findWord();
        code.move(R3, 1)
                .compute(R3, Operation.SHIFT_LEFT, R4)
                .load(Size.U64, R4, R2, bitmap)
                .compute(R4, Operation.OR, R3)
                .store(Size.U64, R2, bitmap, R4);
    }

    /** R2 becomes where its word is, but for the bitmap's offset, and R4 its place in that. */
    private void findWord() {
        code.move(R2, R1)
                .compute(R2, Operation.SHIFT_RIGHT, 6)
                .compute(R2, Operation.SHIFT_LEFT, 3)
                .compute(R2, Operation.ADD, slot)
                .move(R4, R1)
                .compute(R4, Operation.AND, 63);
    }
}
