package dev.connstate.cli.output;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A row of some namespace's list, in a list of the whole node. */
record Located<T>(NamespaceReport namespace, T value) {
    static <T> Stream<Located<T>> sorted(
            NodeReport report, Function<NamespaceReport, List<T>> list, Comparator<T> order) {
        return report.namespaces().stream()
                .flatMap(namespace -> list.apply(namespace).stream().map(value -> new Located<>(namespace, value)))
                .sorted(Comparator.comparing((Function<Located<T>, T>) Located::value, order)
                        .thenComparing(located -> located.namespace().id()));
    }

    String id() {
        return Long.toString(namespace.id());
    }
}
