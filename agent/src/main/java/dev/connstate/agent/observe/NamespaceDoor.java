package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.KernelException;
import dev.connstate.agent.kernel.libc.Libc;
import dev.connstate.agent.kernel.libc.OpenDirectory;
import dev.connstate.agent.kernel.proc.ProcRoot;
import java.io.IOException;
import java.nio.file.Files;
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

    /** What {@code /proc/PID/ns/net} calls the namespace that the thread is in; empty where proc does not say. */
    OptionalLong inum() {
        try {
            var name = Files.readSymbolicLink(OWN).toString(); // net:[4026531840]
            return OptionalLong.of(Long.parseLong(name, name.indexOf('[') + 1, name.length() - 1, 10));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Enters by the mount, or else by the first process.
     *
     * @throws KernelException EACCES or EPERM without the rights, ENOENT when the process is gone
     * @throws VanishedException when what was entered is another namespace: the number of a process was used again
     */
    void enter(NetNamespace namespace) throws KernelException, VanishedException {
        enter(namespace
                .mount()
                .orElseGet(() -> proc.process(namespace.pids().getFirst()).resolve("ns/net")));
        if (here().orElse(namespace.id()) != namespace.id()) {
            leave();
            throw new VanishedException();
        }
    }

    void enter(Path path) throws KernelException {
        int fd = libc.open(path.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            libc.setns(fd, Libc.CLONE_NEWNET);
        } finally {
            libc.close(fd);
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
