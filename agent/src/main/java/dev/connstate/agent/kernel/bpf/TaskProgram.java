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

import dev.connstate.agent.kernel.bpf.Assembler.Condition;
import dev.connstate.agent.kernel.bpf.Assembler.Operation;
import dev.connstate.agent.kernel.bpf.Assembler.Size;
import java.io.IOException;

/** The walk over the kernel's list of processes, one in each call of {@link WalkProgram#STEP}, from our own on. */
final class TaskProgram {
    /** On the stack; the first eight bytes are {@link Pointer}'s. */
    private static final int INDEX = -16;

    private static final int TASK = -24;
    private static final int PID = -32;

    private final StructOffsets offsets;
    private final BpfMap state;
    private final BpfMap tasks;
    private final Assembler code = new Assembler();
    private final Pointer pointer = new Pointer(code);

    TaskProgram(StructOffsets offsets, BpfMap state, BpfMap tasks) {
        this.offsets = offsets;
        this.state = state;
        this.tasks = tasks;
    }

    Assembler assemble() throws IOException {
        code.mapValue(R6, state.fd()).call(HelperFunction.GET_CURRENT_TASK).move(R8, R0);
        pointer.follow(offsets.of("task_struct.group_leader"));
        code.compute(R8, Operation.ADD, offsets.of("task_struct.tasks.next"))
                .store(Size.U64, R6, Task.WalkState.NODE, R8)
                .store(Size.U64, R6, Task.WalkState.START, R8)
                .store(Size.U64, R6, Task.WalkState.COUNT, 0)
                .move(R1, tasks.entries())
                .function(R2, WalkProgram.STEP)
                .move(R3, 0)
                .move(R4, 0)
                .call(HelperFunction.LOOP)
                .move(R0, 0)
                .exit();
        step();
        return code;
    }

    private void step() throws IOException {
        code.label(WalkProgram.STEP)
                .mapValue(R6, state.fd())
                .load(Size.U64, R1, R6, Task.WalkState.COUNT)
                .store(Size.U64, FP, INDEX, R1)
                .compute(R1, Operation.ADD, 1)
                .store(Size.U64, R6, Task.WalkState.COUNT, R1)
                .lookUp(tasks, INDEX)
                .jumpIf(R0, Condition.EQUAL, 0, "stop")
                .move(R7, R0)
                .store(Size.U64, R7, Task.INUM, 0)
                .load(Size.U64, R8, R6, Task.WalkState.NODE)
                .compute(R8, Operation.SUBTRACT, offsets.of("task_struct.tasks.next"));
        fetchNumbers();
        fetchNamespace();
        code.load(Size.U64, R8, R6, Task.WalkState.NODE);
        pointer.follow(0);
        code.store(Size.U64, R6, Task.WalkState.NODE, R8)
                .load(Size.U64, R1, R6, Task.WalkState.START)
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
        pointer.follow(offsets.of("task_struct.thread_pid"));
        pointer.fetch(R7, Task.LEVEL, Integer.BYTES, offsets.of("pid.level"));
        code.store(Size.U64, FP, PID, R8);
        for (int level = 0; level < Task.LEVELS; level++) {
            int upid = offsets.of("pid.numbers") + level * offsets.sizeOf("upid");
            code.load(Size.U64, R8, FP, PID);
            pointer.fetch(R7, Task.number(level), Integer.BYTES, upid + offsets.of("upid.nr"));
            pointer.follow(upid + offsets.of("upid.ns"));
            pointer.fetch(R7, Task.pidNamespace(level), Integer.BYTES, offsets.of("pid_namespace.ns.inum"));
        }
        code.load(Size.U64, R8, FP, TASK);
    }

    private void fetchNamespace() throws IOException {
        pointer.follow(offsets.of("task_struct.nsproxy"));
        pointer.follow(offsets.of("nsproxy.net_ns"));
        pointer.fetch(R7, Task.INUM, Integer.BYTES, offsets.of("net.ns.inum"));
        if (offsets.find("inet_hashinfo.pernet").isPresent()) { // since 6.1, as such tables
            pointer.follow(offsets.of("net.ipv4.tcp_death_row.hashinfo"));
            pointer.fetch(R7, Task.PERNET, 1, offsets.of("inet_hashinfo.pernet"));
        }
    }
}
