package dev.connstate.operator.tuning;

import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Numbers to compare before and after: of each finding the kernel counters that spoke for it, and how many have it. */
final class Measures {
    /** With a cure more of it may get through: it is evidence, and no measure of harm. */
    private static final Set<String> TRAFFIC = Set.of(
            "Tcp.ActiveOpens",
            "Tcp.PassiveOpens",
            "Tcp.InSegs",
            "Tcp.OutSegs",
            "TcpExt.TW",
            "Udp.InDatagrams",
            "Udp6InDatagrams");

    private static final String PER_MINUTE = " per minute";
    private static final String TARGETS_WITH = "targets with ";
    private static final int MOST = 8;

    private Measures() {}

    /** The names of what to count, the most telling first. */
    static List<String> of(List<Shared> findings, List<Target> targets) {
        return findings.stream()
                .flatMap(finding -> Stream.concat(
                        finding.verdict().evidence().stream()
                                .map(evidence -> evidence.what())
                                .filter(what -> !TRAFFIC.contains(what) && isCounter(what, targets))
                                .map(what -> what + PER_MINUTE),
                        Stream.of(TARGETS_WITH + finding.verdict().symptom())))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Over all targets; empty when not one can tell. */
    static OptionalDouble count(String what, List<Target> targets) {
        var known =
                targets.stream().flatMap(target -> target.sighting().stream()).toList();
        if (what.startsWith(TARGETS_WITH)) {
            var symptom = what.substring(TARGETS_WITH.length());
            return known.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(known.stream()
                            .filter(sighting -> sighting.findings().stream()
                                    .anyMatch(finding ->
                                            finding.verdict().symptom().equals(symptom)))
                            .count());
        }
        var counter = what.substring(0, what.length() - PER_MINUTE.length());
        var rates = known.stream()
                .flatMapToDouble(sighting -> perMinute(sighting, counter).stream())
                .toArray();
        return rates.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(rates).sum());
    }

    private static boolean isCounter(String what, List<Target> targets) {
        return targets.stream()
                .flatMap(target -> target.sighting().stream())
                .anyMatch(sighting -> sighting.now().counters().of(what).isPresent());
    }

    private static OptionalDouble perMinute(Sighting sighting, String counter) {
        var growth = sighting.growth();
        var grown = growth.map(it -> it.of(counter)).orElse(OptionalLong.empty());
        return grown.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(growth.get().perMinute(grown.getAsLong()));
    }
}
