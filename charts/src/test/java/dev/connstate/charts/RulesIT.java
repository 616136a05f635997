package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.operator.testing.Promtool;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about Connstate itself, as a real promtool understands them. */
class RulesIT {
    private static final Path TESTS = Path.of("src/test/resources/rules/test.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private JsonNode rules;

    @BeforeEach
    void render() throws IOException {
        var rule = (GenericKubernetesResource) Case.rendered("monitoring").object("PrometheusRule", "");
        rules = JSON.valueToTree(rule.<Object>get("spec"));
        JSON.writeValue(folder.resolve("rules.json").toFile(), rules);
        Files.copy(TESTS, folder.resolve("test.yaml"));
    }

    @Test
    void areWellFormed() {
        Promtool.call(folder, "check", "rules", "rules.json");
    }

    @Test
    void fireWhenTheyShould() {
        assertThat(Promtool.call(folder, "test", "rules", "test.yaml")).contains("SUCCESS");
    }

    /** Each is seen not to fire, to fire, and to be over. */
    @Test
    void areAllTested() throws IOException {
        var tests = JSON.valueToTree(Serialization.unmarshal(Files.readString(TESTS), Object.class));
        assertThat(alerts())
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        alert -> assertThat(course(tests, alert)).as(alert).containsSubsequence(false, true, false));
    }

    private List<String> alerts() {
        return each(rules.at("/groups/0/rules"))
                .map(it -> it.get("alert").asText())
                .toList();
    }

    private static List<Boolean> course(JsonNode tests, String alert) {
        return each(tests.get("tests"))
                .flatMap(test -> each(test.get("alert_rule_test")))
                .filter(it -> it.get("alertname").asText().equals(alert))
                .map(it -> !it.path("exp_alerts").isEmpty())
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
