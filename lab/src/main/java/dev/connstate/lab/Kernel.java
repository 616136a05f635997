package dev.connstate.lab;

import dev.connstate.lab.libc.Libc;
import java.util.stream.IntStream;

/** The C library, whose refusals end the lab. */
record Kernel(Libc libc) {
    /**
     * What a call returned, if it is one of the errors that the script can live with or none at all.
     *
     * @param attempt what the call was to do: {@code listen at 127.0.0.1:80}
     */
    <T extends Number> T allowed(String attempt, T result, int... expected) {
        int errno = (int) -result.longValue();
        if (errno > 0 && IntStream.of(expected).noneMatch(it -> it == errno)) {
            throw new LabException("the kernel refuses to %s: %s".formatted(attempt, libc.describe(errno)));
        }
        return result;
    }
}
