package dev.connstate.operator.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What another thread or process is about to make true. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** @throws AssertionError the last one, if it does not come true in time */
    public static void holds(ThrowingCallable assertion) {
        gives(() -> {
            try {
                assertion.call();
                return true;
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The first answer that comes without an error. */
    public static <T> T gives(Callable<T> question) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return question.call();
            } catch (AssertionError | Exception e) {
                if (Instant.now().isAfter(end)) {
                    throw e instanceof AssertionError error ? error : new AssertionError(e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
