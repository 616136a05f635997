package dev.connstate.agent.kernel.bpf;

import dev.connstate.agent.kernel.libc.KernelException;
import java.io.IOException;
import java.util.List;

/** The kernel does not run the program. */
public final class VerifierException extends IOException {
    private static final long serialVersionUID = 1;

    private static final int LAST_LINES = 3;

    private final String log;

    VerifierException(KernelException cause, String log) {
        super("the kernel's verifier refuses the program (%s)%s".formatted(cause.getMessage(), last(log)), cause);
        this.log = log;
    }

    /** All that the verifier said; empty if nothing. */
    public String log() {
        return log;
    }

    private static String last(String log) {
        List<String> lines = log.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("processed "))
                .toList();
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return last.isEmpty() ? "" : ": " + String.join(" / ", last);
    }
}
