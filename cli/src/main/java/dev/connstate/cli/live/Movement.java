package dev.connstate.cli.live;

import dev.connstate.agent.metrics.MetricNames;
import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A kernel counter that grew between two looks. */
record Movement(NamespaceReport namespace, String counter, long delta, double perSecond) {
    /** They stand among the counters and are none. */
    private static final Set<String> GAUGES = Set.of(
            "Ip.DefaultTTL",
            "Ip.Forwarding",
            "MPTcpExt.MPCurrEstab",
            "Tcp.CurrEstab",
            "Tcp.MaxConn",
            "Tcp.RtoAlgorithm",
            "Tcp.RtoMax",
            "Tcp.RtoMin");

    private static final List<String> ALARMING_FIRST = MetricNames.kernelCounters();
    private static final Comparator<Movement> ORDER = Comparator.comparingInt(Movement::rank)
            .thenComparing(Movement::delta, Comparator.reverseOrder())
            .thenComparing(Movement::counter)
            .thenComparing(movement -> movement.namespace().id());

    static List<Movement> between(NodeReport before, NodeReport now) {
        double seconds = Duration.between(before.takenAt(), now.takenAt()).toMillis() / 1000.0;
        if (seconds <= 0 || !before.node().bootId().equals(now.node().bootId())) {
            return List.of();
        }
        var previous = before.namespaces().stream()
                .collect(Collectors.toMap(NamespaceReport::id, Function.identity(), (first, second) -> first));
        return now.namespaces().stream()
                .filter(namespace -> previous.containsKey(namespace.id()))
                .flatMap(namespace -> of(previous.get(namespace.id()).counters(), namespace, seconds).stream())
                .sorted(ORDER)
                .toList();
    }

    /**
     * Counters only grow for as long as a namespace lives. If one fell, another namespace has got the same id, and none
     * of the differences means anything.
     */
    private static List<Movement> of(Counters before, NamespaceReport namespace, double seconds) {
        Map<String, Long> old = before.asMap();
        var movements = new ArrayList<Movement>();
        var now = namespace.counters();
        for (int i = 0; i < now.names().size(); i++) {
            var name = now.names().get(i);
            var value = old.get(name);
            if (value == null || GAUGES.contains(name)) {
                continue;
            }
            long delta = now.values().get(i) - value;
            if (Long.compareUnsigned(now.values().get(i), value) < 0) {
                return List.of();
            }
            if (delta != 0) {
                movements.add(new Movement(namespace, name, delta, delta / seconds));
            }
        }
        return movements;
    }

    private int rank() {
        int index = ALARMING_FIRST.indexOf(counter);
        return index < 0 ? ALARMING_FIRST.size() : index;
    }
}
