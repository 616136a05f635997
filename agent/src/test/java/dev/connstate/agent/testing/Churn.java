package dev.connstate.agent.testing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Namespaces that come and go, one after the other, until it is closed. */
public final class Churn implements AutoCloseable {
    private final AtomicInteger comings = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> churning = thread.submit(() -> {
        while (!thread.isShutdown()) {
            new TestNamespace().close();
            comings.incrementAndGet();
        }
        return null;
    });

    /** How many there were. */
    public int comings() {
        return comings.get();
    }

    /** Fails when a namespace could not be made or removed. */
    @Override
    public void close() {
        thread.close();
        churning.resultNow();
    }
}
