package dev.connstate.cli;

import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Look after look, until enough were taken, who watches has seen enough, or somebody said stop. */
final class Watch {
    /** A look in progress may take longer than a user who pressed Ctrl-C wants to wait. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Lookout lookout;
    private final Duration interval;
    private final long count;
    private final CountDownLatch stop = new CountDownLatch(1);

    Watch(Lookout lookout, Duration interval, long count) {
        this.lookout = lookout;
        this.interval = interval;
        this.count = count;
    }

    /** From any thread, signal handlers included. */
    void stop() {
        stop.countDown();
    }

    /**
     * Returns within {@link #PATIENCE} of {@link #stop}.
     *
     * @param watcher gets each look, on a thread of the watch, and says whether it wants another
     */
    void run(Predicate<NodeReport> watcher) {
        var looking = new CompletableFuture<Void>();
        Thread.ofPlatform().daemon().name("watch").start(() -> {
            try {
                look(watcher);
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

    private void look(Predicate<NodeReport> watcher) throws InterruptedException {
        long next = System.nanoTime();
        for (long taken = 0; taken < count; taken++) {
            if (stop.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            // Late looks are not made up for: the interval is a promise about cost.
            next = System.nanoTime() + interval.toNanos();
            if (!watcher.test(lookout.observe())) {
                return;
            }
        }
    }
}
