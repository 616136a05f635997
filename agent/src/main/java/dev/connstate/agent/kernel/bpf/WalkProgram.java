package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.HelperFunction.GET_CURRENT_TASK;
import static dev.connstate.agent.kernel.bpf.HelperFunction.LOOP;
import static dev.connstate.agent.kernel.bpf.Register.FP;
import static dev.connstate.agent.kernel.bpf.Register.R0;
import static dev.connstate.agent.kernel.bpf.Register.R1;
import static dev.connstate.agent.kernel.bpf.Register.R2;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R4;
import static dev.connstate.agent.kernel.bpf.Register.R6;
import static dev.connstate.agent.kernel.bpf.Register.R8;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/**
 * The walk over a hash table of sockets: {@link #STEP} is called again and again, and takes the head of one bucket or
 * one socket of its chain each time. So no chain is too long, and the verifier sees no loop.
 */
final class WalkProgram {
    /** The function that bpf_loop calls. */
    static final String STEP = "step";

    private static final int MOST_STEPS = 1 << 23; // BPF_MAX_LOOPS
    private static final int MARKER_BITS = (1 << 29) - 1; // lhash2 marks its chains with the bucket plus 2^29

    private final StructOffsets offsets;
    private final WalkMaps maps;
    private final Assembler code = new Assembler();

    WalkProgram(StructOffsets offsets, WalkMaps maps) {
        this.offsets = offsets;
        this.maps = maps;
    }

    /** @throws IOException when this kernel lacks a member that is read */
    Assembler assemble() throws IOException {
        main();
        step();
        new SocketStep(code, offsets, maps).assemble();
        return code;
    }

    /** The first run finds the tables of the calling process's namespace, each later one walks. */
    private void main() throws IOException {
        code.mapValue(R6, maps.state().fd())
                .load(Size.U64, R1, R6, WalkState.EHASH)
                .jumpIf(R1, Condition.EQUAL, 0, "find the tables")
                .move(R1, MOST_STEPS)
                .function(R2, STEP)
                .move(R3, 0)
                .move(R4, 0)
                .call(LOOP)
                .jump("done");

        code.label("find the tables").call(GET_CURRENT_TASK).move(R8, R0);
        follow(offsets.of("task_struct.nsproxy"));
        follow(offsets.of("nsproxy.net_ns"));
        if (offsets.isPointer("net.ipv4.tcp_death_row")) {
            follow(offsets.of("net.ipv4.tcp_death_row"));
            follow(offsets.of("inet_timewait_death_row.hashinfo"));
        } else {
            follow(offsets.of("net.ipv4.tcp_death_row.hashinfo"));
        }
        fetch(WalkState.EHASH, "inet_hashinfo.ehash");
        fetch(WalkState.EHASH_MASK, "inet_hashinfo.ehash_mask");
        fetch(WalkState.LHASH2, "inet_hashinfo.lhash2");
        fetch(WalkState.LHASH2_MASK, "inet_hashinfo.lhash2_mask");
        if (offsets.find("inet_hashinfo.pernet").isPresent()) { // since 6.1, as such tables
            fetch(WalkState.PERNET, "inet_hashinfo.pernet");
        }
        code.label("done").move(R0, 0).exit();
    }

    /** R8 becomes what the pointer so far into it points to, or 0. */
    private void follow(int offset) {
        code.move(R1, FP)
                .compute(R1, Operation.ADD, -8)
                .move(R2, 8)
                .move(R3, R8)
                .compute(R3, Operation.ADD, offset)
                .call(HelperFunction.PROBE_READ_KERNEL)
                .load(Size.U64, R8, FP, -8);
    }

    private void fetch(int to, String member) throws IOException {
        code.move(R1, R6)
                .compute(R1, Operation.ADD, to)
                .move(R2, offsets.size(member))
                .move(R3, R8)
                .compute(R3, Operation.ADD, offsets.of(member))
                .call(HelperFunction.PROBE_READ_KERNEL);
    }

    /** At the end of a chain the next bucket; else {@link SocketStep}. */
    private void step() {
        code.label(STEP)
                .mapValue(R6, maps.state().fd())
                .load(Size.U64, R8, R6, WalkState.NODE)
                .jumpIf(R8, Condition.HAS, 1, "end of chain")
                .jump(SocketStep.SOCKET);

        code.label("end of chain")
                .compute(R8, Operation.SHIFT_RIGHT, 1)
                .compute(R8, Operation.AND, MARKER_BITS)
                .load(Size.U64, R1, R6, WalkState.BUCKET)
                .move(R2, R1)
                .compute(R2, Operation.SUBTRACT, 1)
                .compute(R2, Operation.AND, MARKER_BITS)
                .jumpIf(R8, Condition.EQUAL, R2, "next bucket")
                .increment(Size.U64, R6, WalkState.STRAYED, R2);

        code.label("next bucket")
                .load(Size.U64, R2, R6, WalkState.END)
                .jumpIf(R1, Condition.AT_LEAST, R2, "stop")
                .move(R3, R1)
                .compute(R1, Operation.ADD, 1)
                .store(Size.U64, R6, WalkState.BUCKET, R1)
                .load(Size.U64, R2, R6, WalkState.BUCKET_BYTES)
                .compute(R3, Operation.MULTIPLY, R2)
                .load(Size.U64, R2, R6, WalkState.TABLE)
                .compute(R3, Operation.ADD, R2)
                .load(Size.U64, R2, R6, WalkState.HEAD)
                .compute(R3, Operation.ADD, R2)
                .move(R1, R6)
                .compute(R1, Operation.ADD, WalkState.NODE)
                .move(R2, 8)
                .call(HelperFunction.PROBE_READ_KERNEL)
                .jumpIf(R0, Condition.EQUAL, 0, "go on")
                .increment(Size.U64, R6, WalkState.FAULTS, R1)
                .store(Size.U64, R6, WalkState.NODE, 1);
        code.label("go on").move(R0, 0).exit();
        // A marker that fits, so that the run that goes on from here finds nothing strayed.
        code.label("stop")
                .load(Size.U64, R1, R6, WalkState.BUCKET)
                .compute(R1, Operation.SUBTRACT, 1)
                .compute(R1, Operation.SHIFT_LEFT, 1)
                .compute(R1, Operation.OR, 1)
                .store(Size.U64, R6, WalkState.NODE, R1)
                .move(R0, 1)
                .exit();
    }
}
