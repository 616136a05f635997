package dev.connstate.agent.metrics;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Pod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The labels that every series of a namespace begins with.
 *
 * @param first these, in {@link Metric}'s order
 */
record NamespaceLabels(String id, String kind, String podUid, PodLabels pods, List<String> first) {
    private NamespaceLabels(String id, String kind, String podUid, PodLabels pods) {
        this(
                id,
                kind,
                podUid,
                pods,
                Stream.concat(Stream.of(id, kind, podUid), pods.of(podUid)).toList());
    }

    static NamespaceLabels of(NamespaceReport namespace, PodLabels pods) {
        return new NamespaceLabels(
                Long.toString(namespace.id()),
                AgentMetrics.label(namespace.kind()),
                namespace.pod().map(Pod::uid).orElse(""),
                pods);
    }

    /** In the host's namespace the owner of a socket tells more than the namespace: a hostNetwork pod. */
    NamespaceLabels of(Optional<String> pod) {
        return podUid.isEmpty() && pod.isPresent() ? new NamespaceLabels(id, kind, pod.get(), pods) : this;
    }

    List<String> with(String... more) {
        var all = first.toArray(new String[first.size() + more.length]);
        System.arraycopy(more, 0, all, first.size(), more.length);
        return Arrays.asList(all);
    }
}
