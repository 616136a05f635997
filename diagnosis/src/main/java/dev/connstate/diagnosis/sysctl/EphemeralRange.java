package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.sysctl.Ports.Range;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far ip_local_port_range may be widened. */
final class EphemeralRange {
    private static final String RANGE = "net.ipv4.ip_local_port_range";
    private static final String RESERVED = "net.ipv4.ip_local_reserved_ports";

    /** Over the ports that programs like to listen at: 8080, 9090, 10250. */
    private static final int LOWEST = 10240;
    /** The kernel's own upper end. */
    private static final int HIGHEST = 60999;

    private static final int HIGHEST_OF_ALL = 65535;

    /** A new pod for less than a tenth more ports is not worth its while. */
    private static final double WORTH_IT = 1.1;

    private EphemeralRange() {}

    /** Whether a proposal is no range of ports, or one that hurts nobody. */
    static boolean mayBe(NamespaceWindow seen, Sysctl sysctl, String proposed) {
        return !sysctl.name().equals(RANGE)
                || Range.parse(proposed)
                        .filter(range -> isAllowed(seen, range) && isClearOfNodePorts(seen, range))
                        .isPresent();
    }

    static Stream<Advice> proposeWider(NamespaceWindow seen, String text) {
        var current = seen.sysctl(RANGE).flatMap(Range::parse);
        return current.stream().flatMap(now -> {
            var wider = wider(seen, now);
            return wider.size() < now.size() * WORTH_IT
                    ? Stream.empty()
                    : Tuning.propose(seen, RANGE, wider.low() + " " + wider.high(), text).stream()
                            .flatMap(advice -> Stream.concat(
                                    reserve(seen, newcomers(seen, now, wider)).stream(), Stream.of(advice)));
        });
    }

    private static Range wider(NamespaceWindow seen, Range now) {
        boolean blocked = isHost(seen) && !areNodePortsReserved(seen);
        int low = blocked ? Ports.NODE_PORTS.high() + 1 : Math.max(LOWEST, lowestAllowed(seen, now));
        int high = blocked ? HIGHEST_OF_ALL : HIGHEST;
        return ofDifferentParity(new Range(Math.min(low, now.low()), Math.max(high, now.high())));
    }

    /** connect(2) takes ports of the lower end's parity and bind(2) the others: the kernel wants as many of each. */
    private static Range ofDifferentParity(Range range) {
        if (range.size() % 2 == 0 || range.low() == HIGHEST_OF_ALL) {
            return range;
        }
        return range.high() < HIGHEST_OF_ALL
                ? new Range(range.low(), range.high() + 1)
                : new Range(range.low() + 1, range.high());
    }

    /** Where it is not known from which port on, what is in the range already is. */
    private static int lowestAllowed(NamespaceWindow seen, Range now) {
        return Math.clamp(seen.number("net.ipv4.ip_unprivileged_port_start").orElse(now.low()), 0, HIGHEST_OF_ALL);
    }

    /** The kernel refuses a range that begins under ip_unprivileged_port_start. */
    private static boolean isAllowed(NamespaceWindow seen, Range range) {
        return seen.sysctl(RANGE)
                .flatMap(Range::parse)
                .filter(now -> range.low() >= lowestAllowed(seen, now))
                .isPresent();
    }

    private static boolean isClearOfNodePorts(NamespaceWindow seen, Range range) {
        return !isHost(seen) || !range.meets(Ports.NODE_PORTS) || areNodePortsReserved(seen);
    }

    private static boolean areNodePortsReserved(NamespaceWindow seen) {
        return reserved(seen)
                .filter(ranges -> Ports.cover(ranges, Ports.NODE_PORTS))
                .isPresent();
    }

    private static Optional<List<Range>> reserved(NamespaceWindow seen) {
        return seen.sysctl(RESERVED).flatMap(Ports::parseList);
    }

    /** Those that listen where the range was not and will be. Others have got their port from the range. */
    private static List<Range> newcomers(NamespaceWindow seen, Range now, Range wider) {
        return seen.now().listeners().stream()
                .map(Listener::port)
                .filter(port -> wider.contains(port) && !now.contains(port))
                .map(port -> new Range(port, port))
                .toList();
    }

    private static Optional<Advice> reserve(NamespaceWindow seen, List<Range> ports) {
        return reserved(seen)
                .map(now -> Ports.text(Ports.union(now, ports)))
                .flatMap(list -> Tuning.propose(
                        seen,
                        RESERVED,
                        list,
                        "Reserve the ports that programs listen at in the wider range: %s."
                                .formatted(Ports.text(Ports.union(List.of(), ports)))));
    }

    private static boolean isHost(NamespaceWindow seen) {
        return seen.now().kind() == NamespaceKind.HOST;
    }
}
