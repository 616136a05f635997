package dev.connstate.agent.metrics;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The labels that every series of a namespace begins with: netns, kind, pod_uid. */
record NamespaceLabels(String id, String kind, String podUid) {
    static NamespaceLabels of(NamespaceReport namespace) {
        return new NamespaceLabels(
                Long.toString(namespace.id()),
                AgentMetrics.label(namespace.kind()),
                namespace.pod().map(Pod::uid).orElse(""));
    }

    /** In the host's namespace the owner of a socket tells more than the namespace: a hostNetwork pod. */
    NamespaceLabels of(Optional<String> pod) {
        return podUid.isEmpty() ? new NamespaceLabels(id, kind, pod.orElse("")) : this;
    }

    List<String> with(String... more) {
        return Stream.concat(Stream.of(id, kind, podUid), Stream.of(more)).toList();
    }
}
