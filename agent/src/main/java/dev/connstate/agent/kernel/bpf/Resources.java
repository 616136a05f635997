package dev.connstate.agent.kernel.bpf;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was made in the kernel, to be closed in the other order. */
final class Resources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    BpfMap opened(BpfMap map) {
        closings.push(map::close);
        return map;
    }

    BpfProgram opened(BpfProgram program) {
        closings.push(program::close);
        return program;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
        closings.clear();
    }
}
