package dev.connstate.cli;

import dev.connstate.lab.LabException;
import dev.connstate.lab.Performance;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/** A performance without a kernel: it says what it is given, then repeats its last scene, or fails. */
final class PlayedLab implements Performance {
    private final Iterator<String> steps;
    private final Optional<String> failure;
    private boolean begun;
    private boolean closed;

    PlayedLab(Iterable<String> steps, Optional<String> failure) {
        this.steps = steps.iterator();
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
        if (steps.hasNext()) {
            return Optional.of(steps.next());
        }
        failure.ifPresent(sentence -> {
            throw new LabException(sentence);
        });
        Thread.sleep(atMost);
        return Optional.empty();
    }

    @Override
    public boolean isLastScene() {
        return begun && !steps.hasNext();
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
