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
import java.util.stream.IntStream;

/**
 * Which network namespace each process is in, by a walk of the kernel's list of them: for who may not read
 * {@code /proc/PID/ns/net} of others.
 */
public final class TaskWalk implements AutoCloseable {
    private static final int MOST = 1 << 15; // PID_MAX_DEFAULT

    /** The one value of the map {@code state}. */
    private static final int NODE = 0;

    private static final int START = 8;
    private static final int COUNT = 16;
    private static final int STATE_BYTES = 24;

    /** A value of the map {@code tasks}. */
    private static final int INUM = 0;

    private static final int PERNET = 4;
    /** How many pid namespaces down it is, and from the first on its number in each, with that one's inum. */
    private static final int LEVEL = 8;

    private static final int NUMBERS = 16;
    private static final int NUMBER_BYTES = 8;
    /** Of a node that is a container, and a container in it. */
    private static final int LEVELS = 4;

    private static final int TASK_BYTES = NUMBERS + LEVELS * NUMBER_BYTES;

    /** On the stack. */
    private static final int SCRATCH = -8;

    private static final int TASK = -16;
    private static final int PID = -24;

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

    /**
     * By process, all at this moment, with the numbers of that pid namespace in which the calling process has the number
     * {@code self}; none when it has that in none.
     */
    public Map<Integer, NetOfTask> walk(int self) throws IOException {
        program.run();
        var own = taskMemory.asSlice(0, TASK_BYTES); // where the walk begins
        int level = IntStream.rangeClosed(0, Math.min(own.get(JAVA_INT, LEVEL), LEVELS - 1))
                .filter(it -> own.get(JAVA_INT, number(it)) == self)
                .findFirst()
                .orElse(LEVELS);
        var all = new HashMap<Integer, NetOfTask>();
        long count = level == LEVELS ? 0 : Math.min(MOST, stateMemory.get(JAVA_LONG, COUNT));
        for (long i = 0; i < count; i++) {
            var task = taskMemory.asSlice(i * TASK_BYTES, TASK_BYTES);
            long inum = task.get(JAVA_INT, INUM) & 0xffffffffL; // 0 of one that is ending
            if (inum != 0 && task.get(JAVA_INT, LEVEL) >= level && isInSame(task, own, level)) {
                all.put(task.get(JAVA_INT, number(level)), new NetOfTask(inum, task.get(JAVA_INT, PERNET) != 0));
            }
        }
        return all;
    }

    private static boolean isInSame(MemorySegment one, MemorySegment other, int level) {
        int inum = number(level) + Integer.BYTES;
        return one.get(JAVA_INT, inum) == other.get(JAVA_INT, inum);
    }

    private static int number(int level) {
        return NUMBERS + level * NUMBER_BYTES;
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
                .store(Size.U64, R7, INUM, 0)
                .load(Size.U64, R8, R6, NODE)
                .compute(R8, Operation.SUBTRACT, offsets.of("task_struct.tasks.next"));
        fetchNumbers();
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

    /** Where there are fewer levels, what is read beyond them means nothing. */
    private void fetchNumbers() throws IOException {
        code.store(Size.U64, FP, TASK, R8);
        follow(offsets.of("task_struct.thread_pid"));
        fetch(R7, LEVEL, 4, offsets.of("pid.level"));
        code.store(Size.U64, FP, PID, R8);
        for (int level = 0; level < LEVELS; level++) {
            int upid = offsets.of("pid.numbers") + level * offsets.sizeOf("upid");
            code.load(Size.U64, R8, FP, PID);
            fetch(R7, number(level), 4, upid + offsets.of("upid.nr"));
            follow(upid + offsets.of("upid.ns"));
            fetch(R7, number(level) + 4, 4, offsets.of("pid_namespace.ns.inum"));
        }
        code.load(Size.U64, R8, FP, TASK);
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
