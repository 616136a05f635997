package dev.connstate.charts.dashboard;

import static dev.connstate.charts.dashboard.Json.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From a row of a table, or a line, down to the dashboard of what it is about.
 *
 * @param variables of that dashboard, and the labels that have their values
 */
record Link(String title, String uid, Map<String, String> variables) {
    static final Link TO_NODE = new Link("The node", "connstate-node", Map.of("node", "node"));
    static final Link TO_WORKLOAD =
            new Link("The workload", "connstate-workload", Map.of("namespace", "namespace", "workload", "workload"));
    static final Link TO_POD =
            new Link("The pod", "connstate-workload", Map.of("namespace", "namespace", "pod", "pod"));

    /** Of a recommendation. */
    static final Link TO_NAMESPACE =
            new Link("The namespace's workloads", "connstate-workload", Map.of("namespace", "tuning_namespace"));

    /** In a table the label is a field of the row. */
    String ofRow() {
        return url("${__data.fields.%s}");
    }

    String ofLine() {
        return url("${__field.labels.%s}");
    }

    ObjectNode json(String url) {
        return object("title", title, "url", url, "targetBlank", false);
    }

    private String url(String value) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(it -> "var-%s=%s".formatted(it.getKey(), value.formatted(it.getValue())))
                        .collect(Collectors.joining(
                                "&",
                                "/d/%s?${datasource:queryparam}&${cluster:queryparam}&${__url_time_range}&"
                                        .formatted(uid),
                                ""));
    }
}
