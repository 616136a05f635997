package dev.connstate.agent.metrics;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The labels that every series of a namespace begins with, in {@link Metric}'s order. */
record NamespaceLabels(String id, String kind, String podUid, PodLabels pods) {
    static NamespaceLabels of(NamespaceReport namespace, PodLabels pods) {
        return new NamespaceLabels(
                Long.toString(namespace.id()),
                AgentMetrics.label(namespace.kind()),
                namespace.pod().map(Pod::uid).orElse(""),
                pods);
    }

    /** In the host's namespace the owner of a socket tells more than the namespace: a hostNetwork pod. */
    NamespaceLabels of(Optional<String> pod) {
        return podUid.isEmpty() ? new NamespaceLabels(id, kind, pod.orElse(""), pods) : this;
    }

    List<String> with(String... more) {
        return Stream.of(Stream.of(id, kind, podUid), pods.of(podUid), Stream.of(more))
                .flatMap(labels -> labels)
                .toList();
    }
}
