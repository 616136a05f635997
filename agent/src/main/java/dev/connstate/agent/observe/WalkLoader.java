package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.bpf.SocketWalk;
import dev.connstate.agent.kernel.bpf.TaskWalk;
import dev.connstate.agent.kernel.bpf.TaskWalk.NetOfTask;
import dev.connstate.agent.kernel.bpf.WalkResult;
import dev.connstate.agent.kernel.libc.Libc;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Keeps programs in the kernel from round to round: loaded when first needed, and anew when they are too small. */
final class WalkLoader implements AutoCloseable {
    private final Libc libc;
    private Optional<SocketWalk> sockets = Optional.empty();
    private Optional<TaskWalk> tasks = Optional.empty();
    private boolean withSettings;

    WalkLoader(Libc libc) {
        this.libc = libc;
    }

    SocketWalk load(int namespaces) throws IOException {
        if (sockets.isEmpty()) {
            sockets = Optional.of(SocketWalk.load(libc, namespaces, withSettings));
        }
        return sockets.get();
    }

    /** Anew with more room, if a namespace found none: its sockets would be missing. */
    WalkResult walk(int namespaces) throws IOException {
        var walked = load(namespaces).details();
        while (walked.withoutSlot() > 0) {
            int met = walked.namespaces();
            closeSockets();
            walked = load(Math.max(namespaces, met)).details();
        }
        return walked;
    }

    /** From the next walk on they are there; false if they were already. */
    boolean wantSettings() {
        if (withSettings) {
            return false;
        }
        withSettings = true;
        closeSockets();
        return true;
    }

    Map<Integer, NetOfTask> tasks(int self) throws IOException {
        if (tasks.isEmpty()) {
            tasks = Optional.of(TaskWalk.load(libc));
        }
        return tasks.get().walk(self);
    }

    @Override
    public void close() {
        closeSockets();
        tasks.ifPresent(TaskWalk::close);
        tasks = Optional.empty();
    }

    private void closeSockets() {
        sockets.ifPresent(SocketWalk::close);
        sockets = Optional.empty();
    }
}
