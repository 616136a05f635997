package dev.connstate.operator.fleet;

import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import dev.connstate.report.SourceKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a pod's namespace hardly ever changes.
 *
 * @param number which of its report's namespaces it is
 */
record Gist(
        int number, long id, NamespaceKind kind, Pod pod, Optional<SourceKind> source, Map<String, String> sysctls) {
    /** By the pods' uids. @param before of which those that did not change are taken: old objects cost a collector nothing */
    static Map<String, Gist> of(NodeReport report, Map<String, Gist> before) {
        var gists = new HashMap<String, Gist>();
        boolean same = true;
        for (int i = 0; i < report.namespaces().size(); i++) {
            var namespace = report.namespaces().get(i);
            if (namespace.pod().isPresent()) {
                var gist = new Gist(
                        i,
                        namespace.id(),
                        namespace.kind(),
                        namespace.pod().get(),
                        namespace.source(),
                        namespace.sysctls());
                same &= gists.putIfAbsent(gist.pod.uid(), gist) == null && gist.equals(before.get(gist.pod.uid()));
            }
        }
        return same && gists.size() == before.size() ? before : Map.copyOf(gists);
    }

    NamespaceReport like() {
        return new NamespaceReport(
                id,
                kind,
                List.of(),
                Optional.empty(),
                Optional.of(pod),
                source,
                Optional.empty(),
                Optional.empty(),
                Counters.NONE,
                Counters.NONE,
                Optional.empty(),
                sysctls,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                Omitted.NONE,
                List.of());
    }
}
