package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down in two places is the same in both. */
class ChartTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    @Test
    void hasTheVersionOfTheProject() throws IOException {
        var chart = yaml("Chart.yaml");
        var version = System.getProperty("connstate.version");
        assertThat(chart.get("version").asText()).isEqualTo(version);
        assertThat(chart.get("appVersion").asText()).isEqualTo(version);
    }

    @Test
    void theSchemaKnowsEachValueAndNoOther() throws IOException {
        var schema = JSON.readTree(Files.readString(Helm.CHART.resolve("values.schema.json")));
        compare("", yaml("values.yaml"), schema, schema);
    }

    private static void compare(String path, JsonNode values, JsonNode schema, JsonNode root) {
        var here = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (values.isObject() && !values.isEmpty() && here.has("properties")) {
            assertThat(names(here.get("properties"))).as(path).containsAll(names(values));
            names(values)
                    .forEach(name -> compare(
                            path + "." + name,
                            values.get(name),
                            here.get("properties").get(name),
                            root));
        }
        assertThat(here.has("type") || here.has("enum"))
                .as("the schema's type of " + path)
                .isTrue();
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    static List<String> alerts() throws IOException {
        var starters = yaml("files/alerts/starter.yaml");
        var rules = Files.readString(Helm.CHART.resolve("templates/monitoring/prometheusrule.yaml"));
        return Stream.concat(
                        starters.findValuesAsText("name").stream(),
                        rules.lines()
                                .filter(it -> it.contains("- alert: ") && !it.contains("ConnstateAlertFires"))
                                .map(it -> it.replaceFirst(".*: ", "")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachAlertHasARunbook(String alert) throws IOException {
        var page = Files.readString(RUNBOOKS.resolve(alert + ".md"));
        assertThat(page).startsWith("# " + alert + "\n");
        assertThat(page.lines().filter(it -> it.startsWith("## ")))
                .containsExactly("## Symptom", "## Check", "## Fix", "## What not to do");
    }

    @Test
    void thereAreRunbooksOfNothingElse() throws IOException {
        try (var pages = Files.list(RUNBOOKS)) {
            assertThat(pages)
                    .extracting(it -> it.getFileName().toString().replace(".md", ""))
                    .containsExactlyInAnyOrderElementsOf(alerts());
        }
    }

    private static JsonNode yaml(String file) throws IOException {
        return JSON.valueToTree(Serialization.unmarshal(Files.readString(Helm.CHART.resolve(file)), Object.class));
    }
}
