package dev.connstate.agent.kernel.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The mount point of a proc filesystem: the one of this machine, a host's at {@code /host/proc}, or captured files. */
public record ProcRoot(Path path) {
    /** The process that makes all kernel threads. */
    public static final int KTHREADD = 2;

    private static final Path OWN = Path.of("/proc");

    /** Whether it is another than this process's own: that of the node that a container is on. */
    public boolean isMounted() {
        return !path.equals(OWN);
    }

    /** The processes it shows, in no order; none when it cannot be listed. */
    public IntStream pids() {
        var names = path.toFile().list();
        return names == null
                ? IntStream.empty()
                : Stream.of(names).filter(ProcRoot::isPid).mapToInt(Integer::parseInt);
    }

    /**
     * Whether it numbers processes as the kernel itself does: kernel threads are in the first pid namespace alone, and
     * the first of them is always {@value #KTHREADD}.
     */
    public boolean showsKernelThreads() {
        try {
            return ProcFile.read(process(KTHREADD).resolve("comm")).strip().equals("kthreadd");
        } catch (IOException e) {
            return false;
        }
    }

    /** The number of this process there; empty where it shows only others. */
    public OptionalInt self() {
        try {
            return OptionalInt.of(Integer.parseInt(
                    Files.readSymbolicLink(path.resolve("self")).toString()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    public Path process(int pid) {
        return path.resolve(Integer.toString(pid));
    }

    /** The network files of a process's namespace; no right is needed to read them ({@code get_proc_task_net}). */
    public Path net(int pid) {
        return process(pid).resolve("net");
    }

    /** The network files of the namespace that the calling thread is in. */
    public Path netOfThread() {
        var thread = path.resolve("thread-self/net");
        return Files.isDirectory(thread) ? thread : path.resolve("self/net");
    }

    /** The settings of the namespace that the calling thread is in, whichever process's directory one goes through. */
    public Path sysctl(String name) {
        return path.resolve("sys").resolve(name.replace('.', '/'));
    }

    /**
     * What tells namespaces apart: the inode of their {@code tcp} file. Empty when the process is gone or hidden.
     */
    public static OptionalLong namespaceId(Path net) {
        try {
            return OptionalLong.of((Long) Files.getAttribute(net.resolve("tcp"), "unix:ino"));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isPid(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() < 10;
    }
}
