package dev.connstate.agent.observe;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.bpf.TaskWalk.NetOfTask;
import dev.connstate.agent.kernel.bpf.VerifierException;
import dev.connstate.agent.kernel.bpf.WalkResult;
import dev.connstate.agent.kernel.bpf.WalkedNamespace;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.agent.observe.Meters.Way;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One walk inside the kernel for all namespaces of a round, where it is allowed and pays. */
final class HostWalk implements AutoCloseable {
    /** From either on it costs less than to ask in each namespace; to load the program costs 50 ms once. */
    static final int MANY_NAMESPACES = 10;

    static final long MANY_SOCKETS = 10_000;

    private final SourceChoice choice;
    private final WalkLoader loader;
    private final ProcRoot proc;
    private final Meters meters;
    private final Capabilities capabilities = Capabilities.own();
    private Optional<WalkResult> result = Optional.empty();
    private Optional<Map<Integer, NetOfTask>> tasks = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Optional<String> flaw = Optional.empty();
    private final Optional<WalkPause> pause;
    private boolean seesFromOutside;
    private boolean isPostponed;
    private int namespaces;

    /** @throws AgentException when the user wants nothing else, and it cannot be */
    HostWalk(AgentSettings settings, Libc libc, ProcRoot proc, Meters meters) {
        this.choice = settings.source();
        this.pause = settings.cpuBudget().map(WalkPause::new);
        this.loader = new WalkLoader(libc);
        this.proc = proc;
        this.meters = meters;
        if (choice == SourceChoice.BPF) {
            try {
                loader.load(MANY_NAMESPACES);
            } catch (VerifierException e) {
                throw new AgentException(sentence(e) + "\n" + e.log());
            } catch (IOException e) {
                throw new AgentException(sentence(e));
            }
        }
    }

    /** Walks, if this is to be the way of this round, and there is budget for it. */
    void begin(Instant now, int found, long sockets) {
        isPostponed = false;
        result = Optional.empty();
        tasks = Optional.empty();
        flaw = Optional.empty();
        namespaces = found;
        boolean pays = found >= MANY_NAMESPACES || sockets >= MANY_SOCKETS || capabilities.allowBpfAlone();
        if (choice == SourceChoice.BPF || choice == SourceChoice.AUTO && pays && refusal.isEmpty()) {
            boolean mayWalk = pause.map(it -> it.mayWalk(now)).orElse(true);
            // Who sees namespaces from outside has no other way to their listeners.
            if (mayWalk || seesFromOutside) {
                var before = Instruments.cpu();
                walk();
                pause.ifPresent(it -> it.walked(now, Instruments.cpu().minus(before)));
            } else {
                isPostponed = true;
            }
        }
    }

    private void walk() {
        long start = System.nanoTime();
        try {
            var walked = loader.walk(namespaces);
            meters.count(Way.BPF, start, walked.sockets(), 0);
            result = Optional.of(walked);
            flaw = flaw(walked);
        } catch (IOException e) {
            refuse(e);
        }
    }

    private static Optional<String> flaw(WalkResult walked) {
        return walked.brokenChains() == 0
                ? Optional.empty()
                : Optional.of("sockets moved while they were counted: %d chains of the table may be short"
                        .formatted(walked.brokenChains()));
    }

    private void refuse(IOException e) {
        refusal = Optional.of(sentence(e));
        result = Optional.empty();
        close();
    }

    /** Whether the tables of this round stay as they were walked before. */
    boolean isPostponed() {
        return isPostponed;
    }

    /** Whether this round has one. */
    boolean isTaken() {
        return result.isPresent();
    }

    /** What it met of the namespace with this number in {@code /proc/PID/ns/net}. */
    Optional<WalkedNamespace> of(long inum) {
        return result.map(it -> it.of(inum));
    }

    /**
     * What it met of the namespace of this process, settings included, for who may not enter that. Empty when it has a
     * table of its own, and where proc does not show us.
     */
    Optional<WalkedNamespace> ofProcess(int pid) {
        if (result.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (tasks.isEmpty()) {
                var self = proc.self();
                if (self.isEmpty()) {
                    return Optional.empty();
                }
                tasks = Optional.of(loader.tasks(self.getAsInt()));
            }
            seesFromOutside = true;
            if (loader.wantSettings()) {
                walk();
            }
        } catch (IOException e) {
            refuse(e);
        }
        return tasks.map(it -> it.get(pid)).filter(task -> !task.hasOwnTable()).flatMap(task -> of(task.inum()));
    }

    /** Why there was none, and what was wrong with it. */
    List<String> problems() {
        return refusal.or(() -> flaw).stream().toList();
    }

    @Override
    public void close() {
        loader.close();
    }

    private static String sentence(IOException e) {
        var why = switch (e) {
            case NoSuchFileException file -> file.getFile() + " is missing: the kernel was built without BTF";
            case KernelException kernel
            when kernel.isRefused() -> kernel.getMessage() + "; it takes CAP_BPF and CAP_PERFMON, or CAP_SYS_ADMIN";
            default -> e.getMessage();
        };
        return "the source bpf cannot be used on kernel %s: %s".formatted(System.getProperty("os.version"), why);
    }
}
