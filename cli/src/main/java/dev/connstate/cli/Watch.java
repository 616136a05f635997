package dev.connstate.cli;

import dev.connstate.cli.live.Canvas;
import dev.connstate.cli.live.Frame;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Look after look, until enough were taken, nobody watches any more, or somebody said stop. */
final class Watch {
    /** A look in progress may take longer than a user who pressed Ctrl-C wants to wait. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Lookout lookout;
    private final Consumer<Optional<NodeReport>> latest;
    private final Duration interval;
    private final long count;
    private final CountDownLatch stop = new CountDownLatch(1);

    Watch(Lookout lookout, Consumer<Optional<NodeReport>> latest, Duration interval, long count) {
        this.lookout = lookout;
        this.latest = latest;
        this.interval = interval;
        this.count = count;
    }

    /** From any thread, signal handlers included. */
    void stop() {
        stop.countDown();
    }

    /** Returns within {@link #PATIENCE} of {@link #stop}. */
    void run(Canvas canvas, String status) {
        var looking = new CompletableFuture<Void>();
        Thread.ofPlatform().daemon().name("watch").start(() -> {
            try {
                look(canvas, status);
                looking.complete(null);
            } catch (Throwable failure) {
                looking.completeExceptionally(failure);
            }
            stop();
        });
        try {
            stop.await();
            looking.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void look(Canvas canvas, String status) throws InterruptedException {
        var previous = Optional.<NodeReport>empty();
        long next = System.nanoTime();
        for (long taken = 0; taken < count; taken++) {
            if (stop.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            // Late looks are not made up for: the interval is a promise about cost.
            next = System.nanoTime() + interval.toNanos();
            var report = lookout.observe();
            latest.accept(Optional.of(report));
            if (!canvas.show(new Frame(report, previous, status))) {
                return;
            }
            previous = Optional.of(report);
        }
    }
}
