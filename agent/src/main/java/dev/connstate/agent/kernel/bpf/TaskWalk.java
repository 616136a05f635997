package dev.connstate.agent.kernel.bpf;

import static dev.connstate.agent.kernel.bpf.Register.FP;
import static dev.connstate.agent.kernel.bpf.Register.R0;
import static dev.connstate.agent.kernel.bpf.Register.R1;
import static dev.connstate.agent.kernel.bpf.Register.R2;
import static dev.connstate.agent.kernel.bpf.Register.R3;
import static dev.connstate.agent.kernel.bpf.Register.R4;
import static dev.connstate.agent.kernel.bpf.Register.R6;
import static dev.connstate.agent.kernel.bpf.Register.R7;
import static dev.connstate.agent.kernel.bpf.Register.R8;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import dev.connstate.agent.kernel.libc.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Which network namespace each process is in, by a walk of the kernel's list of them: for who may not read
 * {@code /proc/PID/ns/net} of others. Processes have the numbers of the first pid namespace.
 */
public final class TaskWalk implements AutoCloseable {
    private static final int MOST = 1 << 16;

    /** The one value of the map {@code state}. */
    private static final int NODE = 0;

    private static final int START = 8;
    private static final int COUNT = 16;
    private static final int STATE_BYTES = 24;

    /** A value of the map {@code tasks}. */
    private static final int TGID = 0;

    private static final int INUM = 4;
    private static final int PERNET = 8;
    private static final int TASK_BYTES = 16;

    private static final int SCRATCH = -8;

    private final Arena arena = Arena.ofConfined();
    private final Resources resources = new Resources();
    private final Assembler code = new Assembler();
    private final StructOffsets offsets;
    private final BpfMap state;
    private final BpfMap tasks;
    private final MemorySegment stateMemory;
    private final MemorySegment taskMemory;
    private final BpfProgram program;

    private TaskWalk(Libc libc, StructOffsets offsets) throws IOException {
        this.offsets = offsets;
        try {
            this.state = resources.opened(BpfMap.array(libc, "cs_state", STATE_BYTES, 1));
            this.tasks = resources.opened(BpfMap.array(libc, "cs_tasks", TASK_BYTES, MOST));
            assemble();
            this.program = resources.opened(BpfProgram.load(libc, code, WalkProgram.STEP));
            this.stateMemory = state.memory(arena);
            this.taskMemory = tasks.memory(arena);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** @throws IOException as {@link SocketWalk#load} */
    public static TaskWalk load(Libc libc) throws IOException {
        try (var scratch = Arena.ofConfined()) {
            return new TaskWalk(libc, new StructOffsets(Btf.read(Btf.OF_THIS_KERNEL, scratch)));
        }
    }

    /** By process, all at this moment. */
    public Map<Integer, NetOfTask> walk() throws IOException {
        program.run();
        var all = new HashMap<Integer, NetOfTask>();
        for (long i = 0; i < stateMemory.get(JAVA_LONG, COUNT); i++) {
            var task = taskMemory.asSlice(i * TASK_BYTES, TASK_BYTES);
            long inum = task.get(JAVA_INT, INUM) & 0xffffffffL;
            if (inum != 0) { // else it is ending
                all.put(task.get(JAVA_INT, TGID), new NetOfTask(inum, task.get(JAVA_INT, PERNET) != 0));
            }
        }
        return all;
    }

    @Override
    public void close() {
        arena.close();
        resources.close();
    }

    private void assemble() throws IOException {
        code.mapValue(R6, state.fd()).call(HelperFunction.GET_CURRENT_TASK).move(R8, R0);
        follow(offsets.of("task_struct.group_leader"));
        code.compute(R8, Operation.ADD, offsets.of("task_struct.tasks.next"))
                .store(Size.U64, R6, NODE, R8)
                .store(Size.U64, R6, START, R8)
                .store(Size.U64, R6, COUNT, 0)
                .move(R1, MOST)
                .function(R2, WalkProgram.STEP)
                .move(R3, 0)
                .move(R4, 0)
                .call(HelperFunction.LOOP)
                .move(R0, 0)
                .exit();
        step();
    }

    private void step() throws IOException {
        code.label(WalkProgram.STEP)
                .mapValue(R6, state.fd())
                .load(Size.U64, R1, R6, COUNT)
                .store(Size.U64, FP, SCRATCH, R1)
                .compute(R1, Operation.ADD, 1)
                .store(Size.U64, R6, COUNT, R1)
                .map(R1, tasks.fd())
                .move(R2, FP)
                .compute(R2, Operation.ADD, SCRATCH)
                .call(HelperFunction.MAP_LOOKUP_ELEM)
                .jumpIf(R0, Condition.EQUAL, 0, "stop")
                .move(R7, R0)
                .store(Size.U64, R7, TGID, 0)
                .store(Size.U64, R7, PERNET, 0)
                .load(Size.U64, R8, R6, NODE)
                .compute(R8, Operation.SUBTRACT, offsets.of("task_struct.tasks.next"));
        fetch(R7, TGID, 4, offsets.of("task_struct.tgid"));
        follow(offsets.of("task_struct.nsproxy")); // 0 of one that is ending: then all that follows is 0
        follow(offsets.of("nsproxy.net_ns"));
        fetch(R7, INUM, 4, offsets.of("net.ns.inum"));
        if (offsets.find("inet_hashinfo.pernet").isPresent()) {
            follow(offsets.of("net.ipv4.tcp_death_row.hashinfo"));
            fetch(R7, PERNET, 1, offsets.of("inet_hashinfo.pernet"));
        }
        code.load(Size.U64, R8, R6, NODE);
        follow(0);
        code.store(Size.U64, R6, NODE, R8)
                .load(Size.U64, R1, R6, START)
                .jumpIf(R8, Condition.EQUAL, R1, "stop")
                .jumpIf(R8, Condition.EQUAL, 0, "stop")
                .move(R0, 0)
                .exit()
                .label("stop")
                .move(R0, 1)
                .exit();
    }

    /** R8 becomes what the pointer so far into it points to, or 0. */
    private void follow(int offset) {
        fetch(FP, SCRATCH, 8, offset);
        code.load(Size.U64, R8, FP, SCRATCH);
    }

    private void fetch(Register base, int to, int bytes, int from) {
        code.move(R1, base)
                .compute(R1, Operation.ADD, to)
                .move(R2, bytes)
                .move(R3, R8)
                .compute(R3, Operation.ADD, from)
                .call(HelperFunction.PROBE_READ_KERNEL);
    }

    /**
     * @param inum what {@code /proc/PID/ns/net} calls it
     * @param hasOwnTable whether its connections are in no other namespace's hash table
     */
    public record NetOfTask(long inum, boolean hasOwnTable) {}
}
