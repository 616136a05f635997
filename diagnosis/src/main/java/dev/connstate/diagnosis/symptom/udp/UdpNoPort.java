package dev.connstate.diagnosis.symptom.udp;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.diagnosis.window.NamespaceWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * Datagrams come to a port where no socket is, and are answered with ICMP port unreachable ({@code __udp4_lib_rcv}).
 * Which port it was the kernel does not count. Multicast that nobody wants counts elsewhere (IgnoredMulti).
 */
public final class UdpNoPort implements Symptom {
    static final String NAME = "udp-no-port";

    private static final String CAUSE = "nobody-listens";
    private static final List<String> COUNTERS = List.of("Udp.NoPorts", "Udp6NoPorts");

    /** Late answers to a program that has gone, or somebody's port scan, come once. */
    private static final int LASTING_INTERVALS = 2;

    /** Datagrams a second from which on somebody sends there as a matter of course. */
    private static final double STEADY = 1;

    /** Datagrams a second from which on it is traffic that was meant for somebody. */
    private static final double BUSY = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> causes() {
        return List.of(CAUSE);
    }

    @Override
    public List<Lab> labs() {
        return UdpLabs.NO_PORT;
    }

    @Override
    public Stream<Verdict> examine(NamespaceWindow seen) {
        if (COUNTERS.stream().noneMatch(name -> seen.intervalsMoved(name) >= LASTING_INTERVALS)) {
            return Stream.empty();
        }
        double rate = COUNTERS.stream()
                .mapToDouble(name -> seen.perSecond(name).orElse(0))
                .sum();
        return rate >= STEADY ? Stream.of(verdict(seen, rate)) : Stream.empty();
    }

    private static Verdict verdict(NamespaceWindow seen, double rate) {
        return new Verdict(
                NAME,
                CAUSE,
                rate >= BUSY ? Severity.WARNING : Severity.INFO,
                Confidence.HIGH,
                Subject.of(seen.now()),
                "%.0f datagrams a second come to UDP ports here at which nobody listens.".formatted(rate),
                COUNTERS.stream().filter(seen::hasMoved).map(seen::growth).toList(),
                List.of(
                        Advice.infrastructure(
                                "See which port it is and who sends: tcpdump -ni any 'icmp[icmptype] = 3 and icmp[icmpcode] = 3', or for IPv6 'icmp6[0] = 1 and icmp6[1] = 4', shows each answer with the datagram it refuses."),
                        Advice.application(
                                "Start the program that should listen there, have it listen at this address (not only at 127.0.0.1), or correct the senders' target: the port of a Service, of a metrics or log collector."),
                        Advice.application(
                                "If the port is a high one that changes, they are late answers: a client here (of DNS, say) closes its socket before they come.")),
                List.of());
    }
}
