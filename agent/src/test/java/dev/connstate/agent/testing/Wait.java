package dev.connstate.agent.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** For what the kernel does in its own time. */
public final class Wait {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private Wait() {}

    /** Asks until the condition holds; fails after ten seconds, saying what did not come. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("within %s it did not come true that %s".formatted(AT_MOST, what));
            }
            Thread.sleep(20);
        }
    }
}
