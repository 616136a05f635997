package dev.connstate.agent.kernel.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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

    private final Arena arena = Arena.ofConfined();
    private final Resources resources = new Resources();
    private final MemorySegment stateMemory;
    private final BpfMap tasks;
    private final BpfProgram program;

    private TaskWalk(Libc libc, StructOffsets offsets) throws IOException {
        try {
            var state = resources.opened(BpfMap.array(libc, "cs_state", Task.WalkState.BYTES, 1));
            this.tasks = resources.opened(BpfMap.array(libc, "cs_tasks", Task.BYTES, MOST));
            var code = new TaskProgram(offsets, state, tasks).assemble();
            this.program = resources.opened(BpfProgram.load(libc, code, WalkProgram.STEP));
            this.stateMemory = state.memory(arena);
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
        int count = (int) Math.min(MOST, stateMemory.get(JAVA_LONG, Task.WalkState.COUNT));
        if (count == 0) {
            return Map.of();
        }
        try (var mapped = Arena.ofConfined()) { // all that is mapped of a map is resident
            return read(tasks.memory(0, count, mapped), count, self);
        }
    }

    private static Map<Integer, NetOfTask> read(MemorySegment taskMemory, int count, int self) {
        var own = taskMemory.asSlice(0, Task.BYTES); // where the walk begins
        int level = IntStream.rangeClosed(0, Math.min(own.get(JAVA_INT, Task.LEVEL), Task.LEVELS - 1))
                .filter(it -> own.get(JAVA_INT, Task.number(it)) == self)
                .findFirst()
                .orElse(Task.LEVELS);
        var all = new HashMap<Integer, NetOfTask>();
        for (int i = 0; i < count && level < Task.LEVELS; i++) {
            var task = taskMemory.asSlice((long) i * Task.BYTES, Task.BYTES);
            long inum = task.get(JAVA_INT, Task.INUM) & 0xffffffffL; // 0 of one that is ending
            if (inum != 0 && task.get(JAVA_INT, Task.LEVEL) >= level && isInSame(task, own, level)) {
                all.put(
                        task.get(JAVA_INT, Task.number(level)),
                        new NetOfTask(inum, task.get(JAVA_INT, Task.PERNET) != 0));
            }
        }
        return all;
    }

    private static boolean isInSame(MemorySegment one, MemorySegment other, int level) {
        int inum = Task.pidNamespace(level);
        return one.get(JAVA_INT, inum) == other.get(JAVA_INT, inum);
    }

    @Override
    public void close() {
        arena.close();
        resources.close();
    }

    /**
     * @param inum what {@code /proc/PID/ns/net} calls it
     * @param hasOwnTable whether its connections are in no other namespace's hash table
     */
    public record NetOfTask(long inum, boolean hasOwnTable) {}
}
