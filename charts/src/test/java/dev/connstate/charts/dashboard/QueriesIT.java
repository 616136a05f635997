package dev.connstate.charts.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.operator.testing.Eventually;
import dev.connstate.operator.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries as a real promtool reads them and a real Prometheus answers them, scraping the golden pages. */
class QueriesIT {
    private static final String JOBS = """
            - job_name: connstate/connstate-agent
              honor_labels: true
              metrics_path: /agent
              static_configs: [{targets: [ADDRESS], labels: {node: node-1}}]
            - job_name: connstate/connstate-agent-of-another-node
              honor_labels: true
              metrics_path: /host
              static_configs: [{targets: [ADDRESS], labels: {node: node-1, instance: other}}]
            - job_name: connstate-operator
              metrics_path: /operator
              static_configs: [{targets: [ADDRESS], labels: {namespace: connstate, pod: connstate-operator-0}}]
            """;

    /** What Grafana would put in; a namespace and a node are chosen, and of all else all. */
    private static final Map<String, String> VALUES = Map.of(
            "$__rate_interval", "5s", "$__range", "10s", "=\"$namespace\"", "=\"shop\"", "=\"$node\"", "=\"node-1\"");

    private static Source source;
    private static PrometheusProcess prometheus;

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() throws IOException {
        source = Source.start();
        prometheus = new PrometheusProcess(data, JOBS.replace("ADDRESS", source.address()));
        Eventually.holds(
                () -> assertThat(prometheus.query("min(count_over_time(connstate_namespace_problems[1m])) > 3"))
                        .isNotEmpty());
    }

    @AfterAll
    static void end() {
        prometheus.close();
        source.close();
    }

    static Stream<Shipped> all() {
        return Shipped.all().stream();
    }

    @Test
    void areWellFormed(@TempDir Path folder) throws IOException {
        var rules = all().flatMap(Shipped::expressions)
                .map(it -> Json.object("record", "connstate:query", "expr", filledIn(it)))
                .toList();
        assertThat(rules).hasSizeGreaterThan(100);
        // Each in a group of its own: promtool refuses the same rule twice in one.
        var groups = Stream.iterate(0, i -> i + 1)
                .limit(rules.size())
                .map(i -> Json.object("name", "query-" + i, "rules", List.of(rules.get(i))));
        Json.MAPPER.writeValue(
                Files.createFile(folder.resolve("rules.json")).toFile(), Json.object("groups", Json.array(groups)));
        Promtool.call(folder, "check", "rules", "--lint=none", "rules.json");
    }

    /** On these pages everything is wrong and everything grows, so that no panel has a reason to be empty. */
    @ParameterizedTest
    @MethodSource("all")
    void giveData(Shipped shipped) {
        assertThat(shipped.expressions())
                .allSatisfy(expression -> assertThat(prometheus.query(filledIn(expression)))
                        .as(filledIn(expression))
                        .isNotEmpty());
    }

    /** A chosen value is among those that can be chosen. */
    @ParameterizedTest
    @MethodSource("all")
    void variablesHaveValues(Shipped shipped) {
        for (var variable : shipped.variables().subList(1, shipped.variables().size())) {
            var name = variable.get("name").asText();
            var metric = variable.get("definition").asText().replaceFirst("label_values\\((.*), \\w+\\)", "$1");
            var values = prometheus.query("group by (%s) (%s)".formatted(name, filledIn(metric)));
            assertThat(values).isNotEmpty();
            if (!name.equals("cluster")) {
                assertThat(Shipped.each(values)
                                .map(it -> it.at("/metric/" + name).asText())
                                .collect(Collectors.joining()))
                        .as(name)
                        .isNotBlank();
            }
        }
    }

    private static String filledIn(String expression) {
        var filled = expression;
        for (var value : VALUES.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled.replaceAll("\\$(cluster|node|namespace|workload|pod)\\b", ".*");
    }
}
