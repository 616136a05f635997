package dev.connstate.agent.observe;

import dev.connstate.agent.AgentException;
import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.kernel.bpf.SocketWalk;
import dev.connstate.agent.kernel.bpf.VerifierException;
import dev.connstate.agent.kernel.bpf.WalkResult;
import dev.connstate.agent.kernel.bpf.WalkedNamespace;
import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.observe.Meters.Way;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** One walk inside the kernel for all namespaces of a round, where it is allowed and pays. */
final class HostWalk implements AutoCloseable {
    /** From either on it costs less than to ask in each namespace; a walk has a price of its own of 2 ms. */
    static final int MANY_NAMESPACES = 10;

    static final long MANY_SOCKETS = 10_000;

    private final SourceChoice choice;
    private final Libc libc;
    private final Meters meters;
    private Optional<SocketWalk> walk = Optional.empty();
    private Optional<WalkResult> result = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Optional<String> flaw = Optional.empty();

    /** @throws AgentException when the user wants nothing else, and it cannot be */
    HostWalk(SourceChoice choice, Libc libc, Meters meters) {
        this.choice = choice;
        this.libc = libc;
        this.meters = meters;
        if (choice == SourceChoice.BPF) {
            try {
                walk = Optional.of(SocketWalk.load(libc, MANY_NAMESPACES));
            } catch (VerifierException e) {
                throw new AgentException(sentence(e) + "\n" + e.log());
            } catch (IOException e) {
                throw new AgentException(sentence(e));
            }
        }
    }

    /** Walks, if this is to be the way of this round. */
    void begin(int namespaces, long sockets) {
        result = Optional.empty();
        flaw = Optional.empty();
        boolean pays = namespaces >= MANY_NAMESPACES || sockets >= MANY_SOCKETS;
        if (choice == SourceChoice.BPF || choice == SourceChoice.AUTO && pays && refusal.isEmpty()) {
            long start = System.nanoTime();
            try {
                var walked = walk(namespaces);
                result = Optional.of(walked);
                meters.count(Way.BPF, start, walked.sockets(), 0);
                if (walked.brokenChains() > 0) {
                    flaw = Optional.of("sockets moved while they were counted: %d chains of the table may be short"
                            .formatted(walked.brokenChains()));
                }
            } catch (IOException e) {
                refusal = Optional.of(sentence(e));
                close();
            }
        }
    }

    /** Anew with more room, if a namespace found none: its sockets would be missing. */
    private WalkResult walk(int namespaces) throws IOException {
        if (walk.isEmpty()) {
            walk = Optional.of(SocketWalk.load(libc, namespaces));
        }
        var walked = walk.get().details();
        while (walked.withoutSlot() > 0) {
            int met = walked.namespaces();
            close();
            walk = Optional.of(SocketWalk.load(libc, Math.max(namespaces, met)));
            walked = walk.get().details();
        }
        return walked;
    }

    /** Whether this round has one. */
    boolean isTaken() {
        return result.isPresent();
    }

    /** What it met of the namespace with this number in {@code /proc/PID/ns/net}. */
    Optional<WalkedNamespace> of(long inum) {
        return result.map(it -> it.of(inum));
    }

    /** Why there was none, and what was wrong with it. */
    List<String> problems() {
        return refusal.or(() -> flaw).stream().toList();
    }

    @Override
    public void close() {
        walk.ifPresent(SocketWalk::close);
        walk = Optional.empty();
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
