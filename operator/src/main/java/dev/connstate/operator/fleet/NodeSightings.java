package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.window.Before;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one report says of each of its targets. */
public final class NodeSightings {
    private final NodeReport report;
    private final Duration interval;
    private final Function<NamespaceReport, Optional<Before>> before;
    private final Map<Long, List<Finding>> findings;
    private final Map<String, Sighting> pods = new HashMap<>();
    private Optional<Sighting> host = Optional.empty();

    /** @param before what the report before said of a namespace that can be compared */
    NodeSightings(
            NodeReport report,
            Duration interval,
            Function<NamespaceReport, Optional<Before>> before,
            List<Finding> findings) {
        this.report = report;
        this.interval = interval;
        this.before = before;
        this.findings = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.verdict().subject().namespace()));
        for (var namespace : report.namespaces()) {
            namespace.pod().ifPresent(pod -> pods.computeIfAbsent(pod.uid(), _ -> sighting(namespace)));
            if (namespace.kind() == NamespaceKind.HOST) {
                host = Optional.of(sighting(namespace));
            }
        }
    }

    /** Of a pod; empty when the report does not name it. */
    public Optional<Sighting> of(ClusterPod pod) {
        return pod.hostNetwork()
                ? host.map(all -> ofHostNetwork(all, pod.cgroupUid()))
                : Optional.ofNullable(pods.get(pod.cgroupUid()));
    }

    /** Of the node's own namespace, if it is looked at. */
    public Optional<Sighting> host() {
        return host;
    }

    private Sighting sighting(NamespaceReport now) {
        var known = before.apply(now);
        return new Sighting(
                now,
                known,
                known.isPresent() ? interval : Duration.ZERO,
                report.host(),
                findings.getOrDefault(now.id(), List.of()));
    }

    /** Of a pod in the host's network only what its processes own can be told from the others'. */
    static Sighting ofHostNetwork(Sighting all, String podUid) {
        return new Sighting(
                owned(all.now(), podUid),
                all.before().map(before -> Before.of(() -> owned(before.report(), podUid))),
                all.interval(),
                all.host(),
                all.findings().stream()
                        .filter(finding -> isOf(podUid, finding.verdict().subject()))
                        .toList());
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
