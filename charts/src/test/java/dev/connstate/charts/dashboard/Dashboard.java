package dev.connstate.charts.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of Grafana.
 *
 * @param uid never changes: links and bookmarks have it
 * @param variables after the data source
 */
record Dashboard(String uid, String title, String description, List<Variable> variables, List<Row> rows) {
    Dashboard {
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }

    static Dashboard of(String uid, String title, String description, Variable... variables) {
        return new Dashboard(uid, title, description, List.of(variables), List.of());
    }

    Dashboard row(String heading, Panel... panels) {
        return row(Row.of(heading, panels));
    }

    Dashboard row(Row row) {
        var more = new ArrayList<>(rows);
        more.add(row);
        return new Dashboard(uid, title, description, variables, more);
    }

    Stream<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream());
    }

    /** The expressions of a panel as they are in the JSON. */
    List<String> promql(Panel panel) {
        var matchers = variables.stream().map(Variable::matcher).collect(Collectors.joining(","));
        var labels =
                Stream.concat(Stream.of("cluster"), panel.labels().stream()).collect(Collectors.joining(", "));
        return panel.queries().stream()
                .map(query -> query.promql(matchers, labels))
                .toList();
    }

    String file() {
        return uid.replaceFirst("^connstate-", "") + ".json";
    }
}
