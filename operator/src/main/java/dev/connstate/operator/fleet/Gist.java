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
 * What of a namespace hardly ever changes.
 *
 * @param number which of its report's namespaces it is
 */
record Gist(
        int number,
        long id,
        NamespaceKind kind,
        Optional<Pod> pod,
        Optional<SourceKind> source,
        Map<String, String> sysctls) {
    /** For a uid, which the node's own namespace has not. */
    static final String HOST = "";

    /**
     * By the pods' uids, and the node's own.
     *
     * @param before of which those that did not change are taken: old objects cost a collector nothing
     */
    static Map<String, Gist> of(NodeReport report, Map<String, Gist> before) {
        var gists = new HashMap<String, Gist>();
        boolean same = true;
        for (int i = 0; i < report.namespaces().size(); i++) {
            var namespace = report.namespaces().get(i);
            if (namespace.pod().isPresent() || namespace.kind() == NamespaceKind.HOST) {
                var uid = namespace.pod().map(Pod::uid).orElse(HOST);
                var gist = new Gist(
                        i, namespace.id(), namespace.kind(), namespace.pod(), namespace.source(), namespace.sysctls());
                same &= gists.putIfAbsent(uid, gist) == null && gist.equals(before.get(uid));
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
                pod,
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
