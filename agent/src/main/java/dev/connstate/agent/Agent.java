package dev.connstate.agent;

import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.observe.NodeObserver;
import dev.connstate.report.NodeReport;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks at this node. All reading is done by one platform thread of its own, because setns(2) moves a thread: no other
 * thread ever leaves the namespace it began in.
 */
public final class Agent implements AutoCloseable {
    private final ExecutorService thread;
    private final NativeLibc libc;
    private final NodeObserver observer;

    private Agent(ExecutorService thread, NativeLibc libc, NodeObserver observer) {
        this.thread = thread;
        this.libc = libc;
        this.observer = observer;
    }

    /** @throws AgentException when nothing at all can be looked at, with the sentence for the user */
    public static Agent start(AgentSettings settings) {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("connstate-observer").daemon().factory());
        try {
            return on(thread, () -> {
                var libc = new NativeLibc();
                return new Agent(thread, libc, new NodeObserver(settings, libc, InstantSource.system()));
            });
        } catch (RuntimeException | Error e) {
            thread.shutdownNow();
            throw e;
        }
    }

    /** One look; returns when it is done. */
    public NodeReport observe() {
        return on(thread, observer::observe);
    }

    @Override
    public void close() {
        thread.execute(() -> {
            observer.close();
            libc.close();
        });
        thread.shutdown();
    }

    private static <T> T on(ExecutorService thread, Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException("interrupted while looking");
        }
    }
}
