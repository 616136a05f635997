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
        holds(PATIENCE, assertion);
    }

    /** @throws AssertionError the last one, if it does not come true in this time */
    public static void holds(Duration patience, ThrowingCallable assertion) {
        gives(patience, () -> {
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
        return gives(PATIENCE, question);
    }

    private static <T> T gives(Duration patience, Callable<T> question) {
        var end = Instant.now().plus(patience);
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
