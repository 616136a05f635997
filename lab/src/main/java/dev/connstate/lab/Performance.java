package dev.connstate.lab;

import dev.connstate.diagnosis.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A lab as it is played: a process of its own in a network namespace of its own, both of which end with this object,
 * and with this process. Until {@link #begin} nothing happens there, so that one can look before.
 *
 * <p>To be used by one thread.
 */
public final class Performance implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final Transcript transcript;
    private final long namespace;
    private boolean lastScene;

    private Performance(Process process) throws InterruptedException {
        this.process = process;
        this.transcript = Transcript.of(process);
        if (transcript.next().word() == Line.Word.FAILED) {
            throw new LabException(transcript.next().text());
        }
        this.namespace = namespaceOf(process.pid());
    }

    /**
     * Builds the stage.
     *
     * @throws LabException when that is not possible
     */
    public static Performance of(Lab lab) {
        return of(lab.name(), StageProcess.class);
    }

    /** With the main class of a stage that knows other labs than the catalogue's. */
    static Performance of(String lab, Class<?> main) {
        var process = StageCommand.start(main, lab);
        try {
            return new Performance(process);
        } catch (RuntimeException e) {
            end(process);
            throw e;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while building the stage of " + lab);
        }
    }

    /** The process whose sockets they are. */
    public int pid() {
        return (int) process.pid();
    }

    /** As in reports. */
    public long namespace() {
        return namespace;
    }

    /** Raises the curtain. */
    public void begin() {
        try {
            var out = process.outputWriter();
            out.write(Line.BEGIN);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            // the stage is gone: nextStep says why
        }
    }

    /**
     * What the stage says next; empty when it says nothing for a while.
     *
     * @throws LabException when the stage is gone, with its own words
     */
    public Optional<String> nextStep(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            var line = transcript.next(until - System.nanoTime());
            if (line.isEmpty()) {
                return Optional.empty();
            }
            switch (line.get().word()) {
                case READY -> {}
                case SAYS -> {
                    return Optional.of(line.get().text());
                }
                case LAST_SCENE -> lastScene = true;
                case FAILED -> throw new LabException(line.get().text());
            }
        }
    }

    /** Whether the script has come to its end, or to what it repeats from then on; as far as steps were taken. */
    public boolean isLastScene() {
        return lastScene;
    }

    /** The curtain falls. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it is gone already
        }
        try {
            if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static long namespaceOf(long pid) {
        try {
            return (Long) Files.getAttribute(Path.of("/proc/%d/net/tcp".formatted(pid)), "unix:ino");
        } catch (IOException e) {
            throw new LabException("the namespace of the stage cannot be read: " + e.getMessage());
        }
    }
}
