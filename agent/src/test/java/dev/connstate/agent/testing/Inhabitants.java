package dev.connstate.agent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Who is in a network namespace. Nobody means that it is gone, as far as no mount and no descriptor holds it. */
public final class Inhabitants {
    private Inhabitants() {}

    /** {@code net:[4026531840]}, by a living process. */
    public static Path namespaceOf(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns/net"));
    }

    /** A process that ended and was not waited for is in none. */
    public static List<Long> of(Path namespace) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> isIn(namespace, pid))
                .toList();
    }

    public static void awaitNone(Path namespace, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!of(namespace).isEmpty()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        "after %s processes %s are in %s still".formatted(atMost, of(namespace), namespace));
            }
            Thread.sleep(20);
        }
    }

    private static boolean isIn(Path namespace, long pid) {
        try {
            return namespaceOf(pid).equals(namespace);
        } catch (IOException e) {
            return false; // it has gone meanwhile
        }
    }
}
