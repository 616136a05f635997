package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Pod;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one report says of each of its targets.
 *
 * @param pods by uid; those with a namespace of their own
 * @param host the node's own namespace, if it is looked at
 */
record NodeSightings(Map<String, Sighting> pods, Optional<Sighting> host) {
    static NodeSightings of(NodeReport report, Optional<NodeReport> before, Duration interval, Diagnosis diagnosis) {
        Map<Long, NamespaceReport> known = new HashMap<>();
        before.ifPresent(it -> it.namespaces().forEach(namespace -> known.put(namespace.id(), namespace)));
        // Another namespace may have got the number of one that went: the diagnosis notices, and begins anew.
        diagnosis.window().looks().forEach((id, looks) -> {
            if (looks.size() < 2) {
                known.remove(id);
            }
        });
        Map<Long, List<Finding>> findings = diagnosis.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.verdict().subject().namespace()));
        var pods = new HashMap<String, Sighting>();
        Optional<Sighting> host = Optional.empty();
        for (var namespace : report.namespaces()) {
            var sighting = new Sighting(
                    namespace,
                    Optional.ofNullable(known.get(namespace.id())),
                    known.containsKey(namespace.id()) ? interval : Duration.ZERO,
                    report.host(),
                    findings.getOrDefault(namespace.id(), List.of()));
            namespace.pod().map(Pod::uid).ifPresent(uid -> pods.putIfAbsent(uid, sighting));
            if (namespace.kind() == NamespaceKind.HOST) {
                host = Optional.of(sighting);
            }
        }
        return new NodeSightings(pods, host);
    }

    /** Of a pod in the host's network only what its processes own can be told from the others'. */
    Optional<Sighting> ofHostNetwork(String podUid) {
        return host.map(all -> new Sighting(
                owned(all.now(), podUid),
                all.before().map(before -> owned(before, podUid)),
                all.interval(),
                all.host(),
                all.findings().stream()
                        .filter(finding -> isOf(podUid, finding.verdict().subject()))
                        .toList()));
    }

    private static boolean isOf(String podUid, Subject subject) {
        return subject.pod().map(Pod::uid).filter(podUid::equals).isPresent();
    }

    private static NamespaceReport owned(NamespaceReport host, String podUid) {
        Predicate<Optional<ProcessRef>> mine = process -> process.flatMap(ProcessRef::container)
                .filter(container -> container.podUid().equals(podUid))
                .isPresent();
        return new NamespaceReport(
                host.id(),
                host.kind(),
                List.of(),
                Optional.empty(),
                Optional.of(new Pod(podUid)),
                host.source(),
                host.tablesTakenAt(),
                Optional.empty(),
                Counters.NONE,
                Counters.NONE,
                Optional.empty(),
                host.sysctls(),
                host.addresses(),
                host.listeners().stream().filter(it -> mine.test(it.process())).toList(),
                List.of(),
                Optional.empty(),
                host.closeWait().stream().filter(it -> mine.test(it.process())).toList(),
                host.closing().stream().filter(it -> mine.test(it.process())).toList(),
                host.idle()
                        .map(idle -> idle.stream()
                                .filter(it -> mine.test(it.process()))
                                .toList()),
                host.udp().stream().filter(it -> mine.test(it.process())).toList(),
                OptionalLong.empty(),
                List.of(),
                host.omitted(),
                host.problems());
    }
}
