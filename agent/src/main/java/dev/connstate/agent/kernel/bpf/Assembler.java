package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Instructions of eight bytes ({@code Documentation/bpf/standardization/instruction-set.rst}), written in order; a jump
 * may name a label that comes later. Arithmetic is of 64 bits.
 */
final class Assembler {
    static final int BYTES = 8;

    private static final int BY_REGISTER = 0x08;
    private static final int MOVE = 0xb7;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int LOAD_IMMEDIATE = 0x18;
    private static final int MAP = 1;
    private static final int MAP_VALUE = 2;
    private static final int FUNCTION = 4;
    private static final int TO_BIG_ENDIAN = 0xdc;

    private final List<Instruction> code = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** Of memory that is read or written. */
    enum Size {
        U8(0x10),
        U16(0x08),
        U32(0x00),
        U64(0x18);

        private final int bits;

        Size(int bits) {
            this.bits = bits;
        }
    }

    enum Operation {
        ADD(0x07),
        SUBTRACT(0x17),
        MULTIPLY(0x27),
        OR(0x47),
        AND(0x57),
        SHIFT_LEFT(0x67),
        SHIFT_RIGHT(0x77),
        XOR(0xa7);

        private final int code;

        Operation(int code) {
            this.code = code;
        }
    }

    /** Unsigned; {@link #HAS} is whether they have a bit in common. */
    enum Condition {
        EQUAL(0x15),
        MORE(0x25),
        AT_LEAST(0x35),
        HAS(0x45),
        NOT_EQUAL(0x55),
        LESS(0xa5);

        private final int code;

        Condition(int code) {
            this.code = code;
        }
    }

    Assembler label(String name) {
        if (labels.put(name, code.size()) != null) {
            throw new IllegalStateException("two labels " + name);
        }
        return this;
    }

    Assembler move(Register to, Register from) {
        return add(MOVE | BY_REGISTER, to, from, 0, 0);
    }

    Assembler move(Register to, int value) {
        return add(MOVE, to, Register.R0, 0, value);
    }

    Assembler compute(Register to, Operation operation, Register by) {
        return add(operation.code | BY_REGISTER, to, by, 0, 0);
    }

    Assembler compute(Register to, Operation operation, int by) {
        return add(operation.code, to, Register.R0, 0, by);
    }

    /** The two lower bytes of a register, from network order to the host's or back. */
    Assembler toHostOrder16(Register register) {
        return add(TO_BIG_ENDIAN, register, Register.R0, 0, 16);
    }

    Assembler load(Size size, Register to, Register base, int offset) {
        return add(0x61 | size.bits, to, base, offset, 0);
    }

    Assembler store(Size size, Register base, int offset, Register from) {
        return add(0x63 | size.bits, base, from, offset, 0);
    }

    Assembler store(Size size, Register base, int offset, int value) {
        return add(0x62 | size.bits, base, Register.R0, offset, value);
    }

    /** One more in memory; {@code scratch} is lost. */
    Assembler increment(Size size, Register base, int offset, Register scratch) {
        return load(size, scratch, base, offset)
                .compute(scratch, Operation.ADD, 1)
                .store(size, base, offset, scratch);
    }

    Assembler jump(String label) {
        return add(new Instruction(0x05, Register.R0, Register.R0, 0, 0, label));
    }

    Assembler jumpIf(Register left, Condition condition, int right, String label) {
        return add(new Instruction(condition.code, left, Register.R0, 0, right, label));
    }

    Assembler jumpIf(Register left, Condition condition, Register right, String label) {
        return add(new Instruction(condition.code | BY_REGISTER, left, right, 0, 0, label));
    }

    Assembler call(HelperFunction function) {
        return add(CALL, Register.R0, Register.R0, 0, function.number());
    }

    /** The value to the key at this place on the stack, in R0; 0 when there is none. R1 and R2 are arguments. */
    Assembler lookUp(BpfMap map, int key) {
        return map(Register.R1, map.fd())
                .move(Register.R2, Register.FP)
                .compute(Register.R2, Operation.ADD, key)
                .call(HelperFunction.MAP_LOOKUP_ELEM);
    }

    /** So many bytes of the kernel's memory from where R3 points; R0 is 0 unless they could not be read, and are zeros. */
    Assembler copy(Register base, int to, int bytes) {
        return move(Register.R1, base)
                .compute(Register.R1, Operation.ADD, to)
                .move(Register.R2, bytes)
                .call(HelperFunction.PROBE_READ_KERNEL);
    }

    Assembler exit() {
        return add(EXIT, Register.R0, Register.R0, 0, 0);
    }

    /** The map itself, for a helper function. */
    Assembler map(Register to, int fd) {
        return wide(new Instruction(LOAD_IMMEDIATE, to, Register.of(MAP), 0, fd, null));
    }

    /** The address of the value of a map that has one value alone. */
    Assembler mapValue(Register to, int fd) {
        return wide(new Instruction(LOAD_IMMEDIATE, to, Register.of(MAP_VALUE), 0, fd, null));
    }

    /** The address of a function of this program. */
    Assembler function(Register to, String label) {
        return wide(new Instruction(LOAD_IMMEDIATE, to, Register.of(FUNCTION), 0, 0, label));
    }

    /** Which instruction has the label. */
    int at(String label) {
        var at = labels.get(label);
        if (at == null) {
            throw new IllegalStateException("no label " + label);
        }
        return at;
    }

    MemorySegment assemble(Arena arena) {
        var all = arena.allocate((long) code.size() * BYTES, BYTES);
        for (int i = 0; i < code.size(); i++) {
            var it = code.get(i);
            long at = (long) i * BYTES;
            int distance = it.label == null ? 0 : at(it.label) - i - 1;
            boolean isFunction = it.code == LOAD_IMMEDIATE;
            all.set(JAVA_BYTE, at, (byte) it.code);
            all.set(JAVA_BYTE, at + 1, (byte) (it.source.ordinal() << 4 | it.target.ordinal()));
            all.set(JAVA_SHORT, at + 2, (short) (isFunction ? it.offset : it.offset + distance));
            all.set(JAVA_INT, at + 4, isFunction ? it.value + distance : it.value);
        }
        return all;
    }

    private Assembler wide(Instruction first) {
        return add(first).add(0, Register.R0, Register.R0, 0, 0);
    }

    private Assembler add(int code, Register target, Register source, int offset, int value) {
        return add(new Instruction(code, target, source, offset, value, null));
    }

    private Assembler add(Instruction instruction) {
        code.add(instruction);
        return this;
    }

    /** {@code label} is null where there is none to go to. */
    private record Instruction(int code, Register target, Register source, int offset, int value, String label) {}
}
