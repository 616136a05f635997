package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Datagrams that a namespace lost for one reason, of both families. An IPv4 datagram at a socket of {@code ::} counts as
 * IPv4's.
 *
 * @param counters the kernel's two names
 */
record Losses(NamespaceWindow seen, List<String> counters) {
    /** In so many intervals: not one burst, but a state of affairs. */
    private static final int LASTING_INTERVALS = 2;

    /** Protocols over UDP are made for some loss; from about this on programs feel it. */
    private static final double FELT_PERCENT = 1;

    private static final List<String> FOR_BUFFER = List.of("Udp.RcvbufErrors", "Udp6RcvbufErrors");
    private static final List<String> FOR_MEMORY = List.of("Udp.MemErrors", "Udp6MemErrors");

    static Losses forWantOfBuffer(NamespaceWindow seen) {
        return new Losses(seen, FOR_BUFFER);
    }

    static Losses forWantOfMemory(NamespaceWindow seen) {
        return new Losses(seen, FOR_MEMORY);
    }

    boolean any() {
        return counters.stream().anyMatch(seen::hasMoved);
    }

    long datagrams() {
        return moved().mapToLong(name -> seen.moved(name).orElse(0)).sum();
    }

    boolean lasts() {
        return moved().anyMatch(name -> seen.intervalsMoved(name) >= LASTING_INTERVALS);
    }

    Severity severity() {
        return lasts() && percent().orElse(0) >= FELT_PERCENT ? Severity.CRITICAL : Severity.WARNING;
    }

    List<Evidence> evidence() {
        var evidence = new ArrayList<>(moved().map(seen::growth).toList());
        percent()
                .ifPresent(percent ->
                        evidence.add(new Evidence("lost, of all that came to a socket", "%.1f %%".formatted(percent))));
        return evidence;
    }

    /**
     * Of what came to a socket; InDatagrams counts what a program then read ({@code udp_recvmsg}). Where IPv6 is switched
     * off it has no counters; a family that has the one and not the other is unknown.
     */
    private OptionalDouble percent() {
        long delivered = 0;
        for (var error : counters) {
            var read = seen.moved(error.startsWith("Udp6") ? "Udp6InDatagrams" : "Udp.InDatagrams");
            if (read.isEmpty() && seen.moved(error).isPresent()) {
                return OptionalDouble.empty();
            }
            delivered += read.orElse(0);
        }
        return OptionalDouble.of(100.0 * datagrams() / Math.max(1, datagrams() + delivered));
    }

    private Stream<String> moved() {
        return counters.stream().filter(seen::hasMoved);
    }
}
