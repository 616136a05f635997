package dev.connstate.agent.testing;

import static dev.connstate.agent.kernel.libc.Libc.CLONE_NEWNET;
import static dev.connstate.agent.kernel.libc.Libc.O_CLOEXEC;
import static dev.connstate.agent.kernel.libc.Libc.O_RDONLY;

import dev.connstate.agent.kernel.libc.NativeLibc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of its own, with {@code lo} up, held by a process that ends with this JVM: it reads from a pipe
 * of ours until that is closed.
 */
public final class TestNamespace implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 10;

    private final Process holder;
    private final long id;
    private final ExecutorService thread;

    public TestNamespace() throws Exception {
        this("ip link set lo up");
    }

    /** {@code setup} is a shell command that runs inside before anything else does. */
    public TestNamespace(String setup) throws Exception {
        holder = new ProcessBuilder("unshare", "--net", "sh", "-c", setup + " && echo ready && exec cat")
                .redirectErrorStream(true)
                .start();
        var ready = holder.inputReader().readLine();
        if (!"ready".equals(ready)) {
            holder.getOutputStream().close();
            throw new IOException("the namespace's process says '%s' instead of being ready".formatted(ready));
        }
        id = (Long) Files.getAttribute(Path.of("/proc/%d/net/tcp".formatted(pid())), "unix:ino");
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("namespace-" + pid()).daemon().factory());
        try {
            call(this::enter);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Its connections are in a hash table of so many buckets that no other namespace has. */
    public static TestNamespace withOwnTable(int buckets) throws Exception {
        // The setting counts for the namespaces that are made below the one that has it.
        return new TestNamespace(
                "echo %d > /proc/sys/net/ipv4/tcp_child_ehash_entries && exec unshare --net sh -c 'ip link set lo up && echo ready && exec cat'"
                        .formatted(buckets));
    }

    /** The process that holds it; it has no sockets. */
    public int pid() {
        return (int) holder.pid();
    }

    /** As {@link dev.connstate.report.NamespaceReport#id()}. */
    public long id() {
        return id;
    }

    /**
     * Runs on this namespace's own thread: sockets opened in {@code work} are in the namespace. It must start no thread
     * and no process, since those stay in the namespace: the JVM's process reapers live on for a minute.
     */
    public <T> T call(Callable<T> work) throws Exception {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw e;
            }
        }
    }

    /** {@link #call} of work that returns nothing. */
    public void run(Action work) throws Exception {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** What the command, run inside, prints. */
    public String run(String... command) throws Exception {
        var inside = command(command).start();
        inside.getOutputStream().close();
        var output = new String(inside.getInputStream().readAllBytes());
        var complaint = new String(inside.getErrorStream().readAllBytes());
        if (inside.waitFor() != 0) {
            throw new IOException(
                    "'%s' ended with %d: %s".formatted(String.join(" ", command), inside.exitValue(), complaint));
        }
        return output;
    }

    /** The command as it is started to run inside. */
    public ProcessBuilder command(String... command) {
        var words = new ArrayList<>(List.of("nsenter", "--net=/proc/%d/ns/net".formatted(pid())));
        words.addAll(List.of(command));
        return new ProcessBuilder(words);
    }

    /** Sets {@code net.ipv4.tcp_syncookies} and the like. */
    public void sysctl(String name, Object value) throws Exception {
        run(() -> Files.writeString(Path.of("/proc/sys", name.split("\\.")), value.toString()));
    }

    @Override
    public void close() throws IOException {
        thread.close();
        holder.getOutputStream().close();
        try {
            if (!holder.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process %d holds its namespace still".formatted(pid()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        holder.getInputStream().close();
    }

    private Void enter() throws IOException {
        try (var libc = new NativeLibc()) {
            int fd = libc.open("/proc/%d/ns/net".formatted(pid()), O_RDONLY | O_CLOEXEC);
            try {
                libc.setns(fd, CLONE_NEWNET);
            } finally {
                libc.close(fd);
            }
        }
        return null;
    }

    /** Work that may fail. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }
}
