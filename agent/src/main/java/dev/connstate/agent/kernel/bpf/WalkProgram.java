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
import static dev.connstate.agent.kernel.bpf.Register.R9;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/**
 * The walk over a hash table of sockets: {@link #STEP} is called again and again, and takes the heads of some buckets
 * or one socket of a chain each time. So no chain is too long, and the verifier sees no loop.
 */
final class WalkProgram {
    /** The function that bpf_loop calls. */
    static final String STEP = "step";

    private static final int MOST_STEPS = 1 << 23; // BPF_MAX_LOOPS
    private static final int SCRATCH = -8;
    private static final int LINE_BYTES = 64; // of memory, where a socket begins a new one
    private static final int MARKER_BITS = (1 << 29) - 1; // lhash2 marks its chains with the bucket plus 2^29

    private final StructOffsets offsets;
    private final WalkMaps maps;
    private final NetSettings settings;
    private final Assembler code = new Assembler();
    private final Pointer pointer = new Pointer(code);

    WalkProgram(StructOffsets offsets, WalkMaps maps, NetSettings settings) {
        this.offsets = offsets;
        this.maps = maps;
        this.settings = settings;
    }

    /** @throws IOException when this kernel lacks a member that is read */
    Assembler assemble() throws IOException {
        main();
        step();
        new SocketStep(code, offsets, maps, settings).assemble();
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
        pointer.follow(offsets.of("task_struct.nsproxy"));
        pointer.follow(offsets.of("nsproxy.net_ns"));
        if (offsets.isPointer("net.ipv4.tcp_death_row")) {
            pointer.follow(offsets.of("net.ipv4.tcp_death_row"));
            pointer.follow(offsets.of("inet_timewait_death_row.hashinfo"));
        } else {
            pointer.follow(offsets.of("net.ipv4.tcp_death_row.hashinfo"));
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

    private void fetch(int to, String member) throws IOException {
        pointer.fetch(R6, to, offsets.size(member), offsets.of(member));
    }

    /** At the end of a chain the next; then {@link SocketStep}. */
    private void step() throws IOException {
        code.label(STEP)
                .mapValue(R6, maps.state().fd())
                .load(Size.U64, R8, R6, WalkState.NODE)
                .jumpIf(R8, Condition.HAS, 1, "end of chain")
                .jump(SocketStep.SOCKET);

        code.label("end of chain")
                .compute(R8, Operation.SHIFT_RIGHT, 1)
                .compute(R8, Operation.AND, MARKER_BITS)
                .load(Size.U64, R1, R6, WalkState.CURRENT)
                .compute(R1, Operation.AND, MARKER_BITS)
                .jumpIf(R8, Condition.EQUAL, R1, "next chain")
                .increment(Size.U64, R6, WalkState.STRAYED, R2);

        code.label("next chain")
                .load(Size.U64, R1, R6, WalkState.WAITING)
                .jumpIf(R1, Condition.EQUAL, 0, "next buckets")
                .compute(R1, Operation.SUBTRACT, 1)
                .store(Size.U64, R6, WalkState.WAITING, R1);
        toChain();
        code.load(Size.U64, R8, R1, WalkState.CHAINS)
                .load(Size.U64, R2, R1, WalkState.CHAINS + 8)
                .store(Size.U64, R6, WalkState.CURRENT, R2)
                .jump(SocketStep.SOCKET);

        code.label("next buckets")
                .load(Size.U64, R9, R6, WalkState.BUCKET)
                .load(Size.U64, R2, R6, WalkState.END)
                .jumpIf(R9, Condition.AT_LEAST, R2, "stop")
                .move(R1, R9)
                .compute(R1, Operation.ADD, WalkState.BUCKETS)
                .store(Size.U64, R6, WalkState.BUCKET, R1)
                .load(Size.U64, R1, R6, WalkState.LISTENING)
                .jumpIf(R1, Condition.NOT_EQUAL, 0, "buckets of listeners");
        readBuckets(TableKind.CONNECTIONS);
        code.label("buckets of listeners");
        readBuckets(TableKind.LISTENERS);

        code.label("stop").move(R0, 1).jump("step done");
        code.label("go on").move(R0, 0);
        // A marker that fits, so that what goes on from here finds nothing strayed.
        code.label("step done")
                .load(Size.U64, R1, R6, WalkState.CURRENT)
                .compute(R1, Operation.SHIFT_LEFT, 1)
                .compute(R1, Operation.OR, 1)
                .store(Size.U64, R6, WalkState.NODE, R1)
                .exit();
    }

    /** From the bucket in R9 on; what is not empty waits. */
    private void readBuckets(TableKind table) throws IOException {
        int bytes = table.bytes(offsets);
        code.move(R3, R9)
                .compute(R3, Operation.MULTIPLY, bytes)
                .load(Size.U64, R1, R6, WalkState.TABLE)
                .compute(R3, Operation.ADD, R1)
                .copy(R6, WalkState.HEADS, WalkState.BUCKETS * bytes)
                .jumpIf(R0, Condition.EQUAL, 0, "read " + table)
                .increment(Size.U64, R6, WalkState.FAULTS, R1)
                .jump("go on")
                .label("read " + table);
        for (int bucket = 0; bucket < WalkState.BUCKETS; bucket++) {
            var empty = "%s %d is empty".formatted(table, bucket);
            code.load(Size.U64, R8, R6, WalkState.HEADS + bucket * bytes + table.head(offsets))
                    .jumpIf(R8, Condition.HAS, 1, empty)
                    .load(Size.U64, R1, R6, WalkState.WAITING)
                    .move(R2, R1)
                    .compute(R2, Operation.ADD, 1)
                    .store(Size.U64, R6, WalkState.WAITING, R2);
            toChain();
            code.store(Size.U64, R1, WalkState.CHAINS, R8)
                    .move(R2, R9)
                    .compute(R2, Operation.ADD, bucket)
                    .store(Size.U64, R1, WalkState.CHAINS + 8, R2);
            touch();
            code.label(empty);
        }
        code.jump("go on");
    }

    /** R1, the number of a chain, becomes its place but for {@link WalkState#CHAINS}. */
    private void toChain() {
        code.compute(R1, Operation.AND, WalkState.BUCKETS - 1)
                .compute(R1, Operation.MULTIPLY, WalkState.PAIR_BYTES)
                .compute(R1, Operation.ADD, R6);
    }

    /**
     * Has the processor fetch a socket's memory now, with that of the other chains' first sockets: one after the other
     * it would wait for each, which was two thirds of the walk. What is copied lies in both lines of its head.
     */
    private void touch() throws IOException {
        int middle = LINE_BYTES - Long.BYTES / 2;
        pointer.fetch(FP, SCRATCH, Long.BYTES, middle - offsets.of("sock_common.skc_nulls_node.next"));
    }
}
