package dev.connstate.agent.kernel.bpf;

/**
 * R0 is what a function returns, R1 to R5 are its arguments and lost by a call, R6 to R9 stay, FP is where the stack
 * ends.
 */
enum Register {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    FP;

    /** The fields of an instruction are also used for other numbers. */
    static Register of(int number) {
        return values()[number];
    }
}
