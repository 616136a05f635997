package dev.connstate.cli;

import dev.connstate.lab.LabException;
import dev.connstate.lab.Performance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A performance without a kernel: it says what it is given, then repeats its last scene, or fails. */
final class PlayedLab implements Performance {
    private final Deque<String> steps;
    private final Optional<String> failure;
    private boolean begun;
    private boolean closed;

    PlayedLab(List<String> steps, Optional<String> failure) {
        this.steps = new ArrayDeque<>(steps);
        this.failure = failure;
    }

    @Override
    public int pid() {
        return 4711;
    }

    @Override
    public long namespace() {
        return 4026532301L;
    }

    @Override
    public void begin() {
        begun = true;
    }

    @Override
    public Optional<String> nextStep(Duration atMost) throws InterruptedException {
        if (!begun) {
            throw new AssertionError("it has not begun");
        }
        if (!steps.isEmpty()) {
            return Optional.of(steps.poll());
        }
        failure.ifPresent(sentence -> {
            throw new LabException(sentence);
        });
        Thread.sleep(atMost);
        return Optional.empty();
    }

    @Override
    public boolean isLastScene() {
        return begun && steps.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
