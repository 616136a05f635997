package dev.connstate.operator.fleet;

import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.Pod;
import dev.connstate.report.SourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What of a namespace hardly ever changes, and is the same in most of a node's. */
record Gist(NamespaceKind kind, Optional<SourceKind> source, Map<String, String> sysctls) {
    static Gist of(NamespaceReport namespace) {
        return new Gist(namespace.kind(), namespace.source(), namespace.sysctls());
    }

    boolean isOf(NamespaceReport namespace) {
        return kind == namespace.kind()
                && source.equals(namespace.source())
                && (sysctls == namespace.sysctls() || sysctls.equals(namespace.sysctls()));
    }

    /** A report of such a namespace, with nothing else in it. */
    NamespaceReport like(long id, Optional<Pod> pod) {
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
