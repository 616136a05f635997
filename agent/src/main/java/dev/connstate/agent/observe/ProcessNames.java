package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.Container;
import dev.connstate.report.ProcessRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process's name and container, read once for each process that holds a socket of interest. */
final class ProcessNames {
    private final ProcRoot proc;
    private final HostContext host;
    private final Map<Integer, ProcessRef> known = new HashMap<>();

    ProcessNames(ProcRoot proc, HostContext host) {
        this.proc = proc;
        this.host = host;
    }

    /** Empty when the process is gone. */
    Optional<ProcessRef> of(int pid) {
        var process = known.get(pid);
        if (process != null) {
            return Optional.of(process);
        }
        var read = host.processName(pid).map(name -> new ProcessRef(pid, name, container(pid)));
        read.ifPresent(it -> known.put(pid, it));
        return read;
    }

    void retain(Set<Integer> living) {
        known.keySet().retainAll(living);
    }

    private Optional<Container> container(int pid) {
        try {
            return PodCgroup.parse(ProcFile.read(proc.process(pid).resolve("cgroup")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
