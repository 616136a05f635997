package dev.connstate.diagnosis.symptom.connectstall;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.Conntrack;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A connection tracking table on the way ({@code __nf_conntrack_alloc}): the namespace's own, or the node's, which all
 * traffic of its pods passes.
 */
record Tracking(NamespaceWindow namespace) {
    private static final String DROP = "drop";

    /** The one that has no room, if one has not. What stays in the namespace passes its own alone. */
    static Optional<Tracking> full(NamespaceWindow seen, boolean leaves) {
        var node = seen.node().namespaces().stream()
                .filter(it -> leaves && it.now().kind() == NamespaceKind.HOST)
                .filter(it -> it.now().id() != seen.now().id());
        return Stream.concat(Stream.of(seen), node)
                .map(Tracking::new)
                .filter(it -> it.drops() > 0 || it.namespace.lasts(Tracking::isFull))
                .findFirst();
    }

    boolean isNode() {
        return namespace.now().kind() == NamespaceKind.HOST;
    }

    /** By how much its drops grew; 0 where that is not known. */
    long drops() {
        var now = drops(namespace.now());
        var first = drops(namespace.first());
        return now.isPresent() && first.isPresent() ? Math.max(0, now.getAsLong() - first.getAsLong()) : 0;
    }

    List<Evidence> evidence() {
        var where = isNode() ? " of the node" : "";
        var evidence = new ArrayList<Evidence>();
        namespace
                .now()
                .conntrack()
                .ifPresent(table -> evidence.add(new Evidence(
                        "nf_conntrack_count" + where,
                        "%d of %s"
                                .formatted(
                                        table.entries(),
                                        table.limit().isPresent()
                                                ? Long.toString(table.limit().getAsLong())
                                                : "an unknown limit"))));
        evidence.add(new Evidence("nf_conntrack drop" + where, "+%d in %s".formatted(drops(), namespace.lengthText())));
        return evidence;
    }

    private static boolean isFull(NamespaceReport report) {
        return report.conntrack()
                .filter(table -> table.limit().orElse(0) > 0
                        && table.entries() >= table.limit().getAsLong())
                .isPresent();
    }

    private static OptionalLong drops(NamespaceReport report) {
        return report.conntrack().map(Conntrack::counters).stream()
                .map(counters -> counters.of(DROP))
                .findFirst()
                .orElse(OptionalLong.empty());
    }
}
