package dev.connstate.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own, as a rule in a network namespace of its own. Both end with this process, too. */
final class ProcessPerformance implements Performance {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final Transcript transcript;
    private final long namespace;
    private final Deque<String> saidBefore = new ArrayDeque<>();
    private boolean lastScene;

    private ProcessPerformance(Process process) throws InterruptedException {
        this.process = process;
        this.transcript = Transcript.of(process);
        for (var line = transcript.next(); line.word() != Line.Word.READY; line = transcript.next()) {
            take(line).ifPresent(saidBefore::add);
        }
        this.namespace = namespaceOf(process.pid());
    }

    /** With the main class of a stage that knows other labs than the catalogue's. */
    static ProcessPerformance of(String lab, Class<?> main) {
        return of(lab, main, Place.NEW);
    }

    static ProcessPerformance of(String lab, Class<?> main, Place place) {
        var process = StageCommand.start(main, lab, place);
        try {
            return new ProcessPerformance(process);
        } catch (RuntimeException e) {
            end(process);
            throw e;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while building the stage of " + lab);
        }
    }

    @Override
    public int pid() {
        return (int) process.pid();
    }

    @Override
    public long namespace() {
        return namespace;
    }

    @Override
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

    @Override
    public Optional<String> nextStep(Duration atMost) throws InterruptedException {
        if (!saidBefore.isEmpty()) {
            return Optional.of(saidBefore.poll());
        }
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            var line = transcript.next(until - System.nanoTime());
            if (line.isEmpty()) {
                return Optional.empty();
            }
            var step = take(line.get());
            if (step.isPresent()) {
                return step;
            }
        }
    }

    /** The step, if the line is one. */
    private Optional<String> take(Line line) {
        return switch (line.word()) {
            case READY -> Optional.empty();
            case SAYS -> Optional.of(line.text());
            case LAST_SCENE -> {
                lastScene = true;
                yield Optional.empty();
            }
            case FAILED -> throw new LabException(line.text());
        };
    }

    @Override
    public boolean isLastScene() {
        return lastScene;
    }

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
