package dev.connstate.diagnosis.symptom.connectstall;

import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.OptionalLong;

/** How long connect(2) tries by itself ({@code tcp_write_timeout}). */
final class SynTimeout {
    /** What the kernel's documentation gives for the default of six, in the worst case. */
    private static final String USUALLY = "about two minutes";

    private SynTimeout() {}

    static String text(NamespaceWindow seen) {
        var retries = seen.number("net.ipv4.tcp_syn_retries");
        return retries.isEmpty()
                ? USUALLY
                : seconds(retries.getAsLong(), seen.number("net.ipv4.tcp_syn_linear_timeouts")) + " s";
    }

    /** A second each for the linear ones, of which older kernels have none; then 1, 2, 4 … and at last the wait for naught. */
    private static long seconds(long retries, OptionalLong linear) {
        return linear.orElse(0) + (1L << Math.min(retries + 1, 32)) - 1;
    }
}
