package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.array;
import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Variables as Grafana takes them, the data source first. */
record Variables(List<Variable> variables) {
    private static final String DATASOURCE = """
            {"type": "datasource", "name": "datasource", "label": "Data source", "query": "prometheus", "current": {},
             "hide": 0, "refresh": 1, "regex": "", "multi": false, "includeAll": false, "options": []}""";

    private static final int WHEN_THE_TIME_RANGE_CHANGES = 2;
    private static final int BY_ALPHABET = 1;

    JsonNode json() {
        return array(Stream.concat(
                Stream.of(Json.parse(DATASOURCE)),
                IntStream.range(0, variables.size()).mapToObj(i -> json(variables.get(i), variables.subList(0, i)))));
    }

    private static ObjectNode json(Variable variable, List<Variable> before) {
        var values = variable.values(before.stream());
        var json = object("type", "query", "name", variable.label(), "label", variable.title());
        json.set("datasource", Grafana.DATASOURCE);
        json.put("definition", values);
        json.set("query", object("query", values, "refId", "Variable-" + variable.label()));
        json.set("current", variable.all() ? object("text", List.of("All"), "value", List.of("$__all")) : object());
        json.put("hide", 0)
                .put("refresh", WHEN_THE_TIME_RANGE_CHANGES)
                .put("sort", BY_ALPHABET)
                .put("regex", "");
        json.put("multi", variable.all()).put("includeAll", variable.all());
        json.set("options", array(Stream.of()));
        return variable.all() ? json.put("allValue", ".*") : json;
    }
}
