package dev.connstate.diagnosis.symptom.keepalive;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Conntrack;
import dev.connstate.report.NamespaceReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * After how long of silence something on the way forgets a connection. Nothing is sent then to either end: the next
 * packet is dropped or answered by RST.
 *
 * @param by whose limit it is
 */
record IdleLimit(Duration time, By by) {
    private static final String CONNTRACK = "net.netfilter.nf_conntrack_tcp_timeout_established";

    /** The shortest that is known. A connection tracking table that is empty tracks nothing. */
    static Optional<IdleLimit> of(NamespaceWindow seen) {
        var stated = seen.node().pace().idleLimit().map(time -> new IdleLimit(time, By.STATED));
        var tracking = Stream.concat(Stream.of(seen.now()), seen.node().hostNamespace().stream())
                .flatMap(namespace -> tracked(namespace).stream());
        return Stream.concat(stated.stream(), tracking).min(Comparator.comparing(IdleLimit::time));
    }

    private static Optional<IdleLimit> tracked(NamespaceReport namespace) {
        return Optional.ofNullable(namespace.sysctls().get(CONNTRACK))
                .filter(_ -> namespace.conntrack().map(Conntrack::entries).orElse(0L) > 0)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> new IdleLimit(Duration.ofSeconds(Long.parseLong(value)), By.CONNTRACK));
    }

    boolean isReached(long seconds) {
        return Duration.ofSeconds(seconds).compareTo(time) >= 0;
    }

    /** Half of it, so that a probe may be lost. */
    long halfInSeconds() {
        return Math.max(1, time.toSeconds() / 2);
    }

    /** {@code the stated idle limit of 350 s} */
    String text() {
        return switch (by) {
            case STATED -> "the stated idle limit of %d s".formatted(time.toSeconds());
            case CONNTRACK ->
                "the %d s after which connection tracking forgets a connection".formatted(time.toSeconds());
        };
    }

    Evidence evidence() {
        return switch (by) {
            case STATED -> new Evidence("idle limit, as stated", "%d s".formatted(time.toSeconds()));
            case CONNTRACK -> new Evidence(CONNTRACK, "%d s".formatted(time.toSeconds()));
        };
    }

    /** Who forgets. */
    enum By {
        /** A load balancer, NAT or firewall that the user knows of. */
        STATED,
        /** The connection tracking of the namespace, or of the host. */
        CONNTRACK
    }
}
