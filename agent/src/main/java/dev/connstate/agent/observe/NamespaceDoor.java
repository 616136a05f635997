package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.libc.OpenDirectory;
import dev.connstate.agent.kernel.proc.ProcRoot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves the calling thread into a namespace and back. Nothing is kept open in between: a descriptor of a namespace
 * keeps it alive after its last process, and opening one costs 1 µs.
 */
final class NamespaceDoor implements AutoCloseable {
    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    private final Libc libc;
    private final ProcRoot proc;
    private final int home;
    private final Optional<OpenDirectory> files;

    /** The namespace that the thread is in now is the one it goes back to. */
    NamespaceDoor(Libc libc, ProcRoot proc) throws KernelException {
        this.libc = libc;
        this.proc = proc;
        this.home = libc.open(OWN.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        this.files = files(libc, proc);
    }

    private static Optional<OpenDirectory> files(Libc libc, ProcRoot proc) {
        try {
            return Optional.of(new OpenDirectory(libc, proc.netOfThread()));
        } catch (KernelException e) {
            return Optional.empty();
        }
    }

    /**
     * The network files of whatever namespace the thread is in; empty where the proc at hand does not show this very
     * thread.
     */
    Optional<OpenDirectory> files() {
        return files;
    }

    /** The namespace that the thread is in; empty where the proc at hand does not show this very thread. */
    OptionalLong here() {
        try {
            return files.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(files.get().inode("tcp"));
        } catch (KernelException e) {
            return OptionalLong.empty();
        }
    }

    /** The number of the namespace that the thread goes back to, as {@code /proc/PID/ns/net} names it. */
    OptionalLong home() {
        return inum(home);
    }

    /**
     * Enters by the mount, or else by the first process.
     *
     * @param inum its number when it was entered before: the same is the same namespace, and a file of proc costs more to
     *     ask
     * @return its number
     * @throws KernelException EACCES or EPERM without the rights, ENOENT when the process is gone
     * @throws VanishedException when what was entered is another namespace: the number of a process was used again
     */
    OptionalLong enter(NetNamespace namespace, OptionalLong inum) throws KernelException, VanishedException {
        var entered = enter(namespace
                .mount()
                .orElseGet(() -> proc.process(namespace.pids().getFirst()).resolve("ns/net")));
        boolean isKnown = inum.isPresent() && inum.equals(entered);
        if (!isKnown && here().orElse(namespace.id()) != namespace.id()) {
            leave();
            throw new VanishedException();
        }
        return entered;
    }

    OptionalLong enter(Path path) throws KernelException {
        int fd = libc.open(path.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            libc.setns(fd, Libc.CLONE_NEWNET);
            return inum(fd);
        } finally {
            libc.close(fd);
        }
    }

    private OptionalLong inum(int fd) {
        try {
            return OptionalLong.of(libc.inode(fd));
        } catch (KernelException e) {
            return OptionalLong.empty();
        }
    }

    void leave() {
        try {
            libc.setns(home, Libc.CLONE_NEWNET);
        } catch (KernelException e) {
            throw new IllegalStateException("cannot go back to the namespace this process came from", e);
        }
    }

    @Override
    public void close() {
        files.ifPresent(OpenDirectory::close);
        libc.close(home);
    }

    /** The namespace is not there any more. */
    static final class VanishedException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
