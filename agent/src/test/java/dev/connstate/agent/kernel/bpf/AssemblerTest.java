package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.lang.foreign.Arena;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes by the kernel's {@code instruction-set.rst}, of a little-endian machine. */
class AssemblerTest {
    @Test
    void instructionsAreWrittenAsTheKernelReadsThem() {
        assertBytes("b707000005000000", new Assembler().move(Register.R7, 5));
        assertBytes("bf18000000000000", new Assembler().move(Register.R8, Register.R1));
        assertBytes("07020000f8ffffff", new Assembler().compute(Register.R2, Operation.ADD, -8));
        assertBytes("6f43000000000000", new Assembler().compute(Register.R3, Operation.SHIFT_LEFT, Register.R4));
        assertBytes("71a1f8ff00000000", new Assembler().load(Size.U8, Register.R1, Register.FP, -8));
        assertBytes("7b16100000000000", new Assembler().store(Size.U64, Register.R6, 16, Register.R1));
        assertBytes("6a0a060009000000", new Assembler().store(Size.U16, Register.FP, 6, 9));
        assertBytes("dc01000010000000", new Assembler().toHostOrder16(Register.R1));
        assertBytes("8500000001000000", new Assembler().call(HelperFunction.MAP_LOOKUP_ELEM));
        assertBytes("9500000000000000", new Assembler().exit());
        assertBytes("18110000070000000000000000000000", new Assembler().map(Register.R1, 7));
        assertBytes("18260000090000000000000000000000", new Assembler().mapValue(Register.R6, 9));
    }

    @Test
    void jumpsCountFromTheNextInstruction() {
        assertBytes(
                "1500020000000000" + "0500feff00000000" + "9500000000000000" + "9500000000000000",
                new Assembler()
                        .label("begin")
                        .jumpIf(Register.R0, Condition.EQUAL, 0, "end")
                        .jump("begin")
                        .exit()
                        .label("end")
                        .exit());
    }

    @Test
    void aFunctionIsAsFarAsAJumpToIt() {
        assertBytes(
                "18420000020000000000000000000000" + "9500000000000000" + "9500000000000000",
                new Assembler()
                        .function(Register.R2, "step")
                        .exit()
                        .label("step")
                        .exit());
    }

    @Test
    void labelsAreThereAndOnce() {
        assertThatThrownBy(() -> assertBytes("", new Assembler().jump("nowhere")))
                .hasMessage("no label nowhere");
        assertThatThrownBy(() -> new Assembler().label("twice").label("twice")).hasMessage("two labels twice");
    }

    private static void assertBytes(String hex, Assembler code) {
        try (var arena = Arena.ofConfined()) {
            assertThat(HexFormat.of().formatHex(code.assemble(arena).toArray(JAVA_BYTE)))
                    .isEqualTo(hex);
        }
    }
}
