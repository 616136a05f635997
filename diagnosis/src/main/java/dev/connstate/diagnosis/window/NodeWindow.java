package dev.connstate.diagnosis.window;

import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The last looks at a node, each namespace's apart. A value: {@link #after} makes the next one.
 *
 * @param hostBefore what the look before the newest saw of the host; empty after the first
 * @param looks oldest first, at least one; only of namespaces that the newest report has
 */
public record NodeWindow(
        Pace pace,
        Node node,
        HostNumbers host,
        Optional<HostNumbers> hostBefore,
        Instant from,
        Instant to,
        Map<Long, List<Look>> looks) {
    /** The window that begins with this report. */
    public static NodeWindow of(Pace pace, NodeReport report) {
        return new NodeWindow(
                        pace,
                        report.node(),
                        report.host(),
                        Optional.empty(),
                        report.takenAt(),
                        report.takenAt(),
                        Map.of())
                .with(report, Optional.empty());
    }

    /** The window that ends with this report. Of another boot nothing can be compared; an older report changes nothing. */
    public NodeWindow after(NodeReport report) {
        if (!node.bootId().equals(report.node().bootId())
                || !node.name().equals(report.node().name())) {
            return of(pace, report);
        }
        return report.takenAt().isAfter(to) ? with(report, Optional.of(host)) : this;
    }

    /** In the order of the newest report. */
    public List<NamespaceWindow> namespaces() {
        return looks.values().stream()
                .map(these -> new NamespaceWindow(this, these))
                .toList();
    }

    /** The host's own namespace, if it is looked at. */
    public Optional<NamespaceReport> hostNamespace() {
        return looks.values().stream()
                .map(these -> these.getLast().report())
                .filter(report -> report.kind() == NamespaceKind.HOST)
                .findFirst();
    }

    /** Whether something holds of the host now, and did in the look before. */
    public boolean lasts(Predicate<HostNumbers> held) {
        return held.test(host) && hostBefore.filter(held).isPresent();
    }

    public Kernel kernel() {
        return Kernel.of(node.kernel());
    }

    /** The same with other looks. */
    NodeWindow with(Map<Long, List<Look>> others) {
        return new NodeWindow(pace, node, host, hostBefore, from, to, others);
    }

    private NodeWindow with(NodeReport report, Optional<HostNumbers> before) {
        var signals = new Signals();
        var earliest = report.takenAt().minus(pace.window());
        Map<Long, List<Look>> next =
                LinkedHashMap.newLinkedHashMap(report.namespaces().size());
        for (var namespace : report.namespaces()) {
            var row = signals.of(namespace.counters());
            var look = new Look(report.takenAt(), row, () -> namespace);
            var known = looks.getOrDefault(namespace.id(), List.of());
            next.put(
                    namespace.id(),
                    known.isEmpty() || !isSame(known.getLast(), look) ? List.of(look) : append(known, look, earliest));
        }
        var from = next.values().stream()
                .map(these -> these.getFirst().at())
                .min(Instant::compareTo)
                .orElse(report.takenAt());
        return new NodeWindow(pace, report.node(), report.host(), before, from, report.takenAt(), next);
    }

    private static List<Look> append(List<Look> known, Look look, Instant earliest) {
        int from = 0;
        while (from < known.size() - 1 && known.get(from).at().isBefore(earliest)) {
            from++; // but the last: a late report still has something to be compared with
        }
        var all = new ArrayList<>(known.subList(from, known.size()));
        all.add(look);
        return List.copyOf(all);
    }

    /** If a counter fell, another namespace has got the number. */
    private static boolean isSame(Look before, Look now) {
        return !before.signals().fellUntil(now.signals());
    }
}
