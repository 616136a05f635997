package dev.connstate.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The chart's dashboards, as Grafana would ask Prometheus for them. */
record Dashboards(Monitoring monitoring) {
    private static final Path SHIPPED = Path.of("..", "charts", "connstate", "files", "dashboards");

    /** By dashboard and title, the panels that may be empty, and when. */
    private static final Path EMPTY = Path.of("..", "charts", "src", "test", "resources", "dashboards", "empty.yaml");

    /** Every panel has data of this namespace and node, but those that say why they may have none. */
    void haveData(String namespace, String node) throws IOException {
        var mayBeEmpty = new YAMLMapper().readTree(EMPTY.toFile());
        var empty = new ArrayList<String>();
        int panels = 0;
        try (var files = Files.list(SHIPPED)) {
            for (var file : files.sorted().toList()) {
                var dashboard = new ObjectMapper().readTree(file.toFile());
                for (var panel : each(dashboard.path("panels"))) {
                    panels += panel.path("targets").isEmpty() ? 0 : 1;
                    var uid = dashboard.path("uid").asText();
                    var title = panel.path("title").asText();
                    if (isEmpty(panel, namespace, node)
                            && mayBeEmpty.path(uid).path(title).isMissingNode()) {
                        empty.add("%s: %s".formatted(uid, title));
                    }
                }
            }
        }
        assertThat(panels).isGreaterThan(50);
        assertThat(empty).as("panels without data").isEmpty();
    }

    private boolean isEmpty(JsonNode panel, String namespace, String node) {
        return !panel.path("targets").isEmpty()
                && each(panel.path("targets")).stream()
                        .map(target -> target.path("expr").asText())
                        .allMatch(query -> monitoring
                                .query(query.replace("$__rate_interval", "30s")
                                        .replace("$__range", "5m")
                                        .replace("=\"$namespace\"", "=\"%s\"".formatted(namespace))
                                        .replace("=\"$node\"", "=\"%s\"".formatted(node))
                                        .replaceAll("\\$(cluster|node|namespace|workload|pod)\\b", ".*"))
                                .isEmpty());
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
