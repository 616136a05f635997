package dev.connstate.charts.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries ask for metrics and labels that agent and operator have. */
class QueriesTest {
    private static final Pattern METRIC = Pattern.compile("\\b((?:connstate|process|scrape)_\\w+)\\b(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    /** What Prometheus adds to every target, and a cluster's own to all. */
    private static final Set<String> OF_TARGETS = Set.of("job", "instance", "cluster");

    private static final Map<String, Set<String>> METRICS = metrics();

    static Stream<Shipped> all() {
        return Shipped.all().stream();
    }

    private static Map<String, Set<String>> metrics() {
        var metrics = new HashMap<String, Set<String>>();
        Golden.OPERATOR.labels().forEach((name, labels) -> add(metrics, name, labels));
        // The PodMonitor says of each agent which node it is on.
        Golden.AGENT.labels().forEach((name, labels) -> add(metrics, name, labels, "node"));
        for (var name : Set.of("scrape_duration_seconds", "scrape_samples_scraped")) {
            add(metrics, name, Set.of(), "node");
        }
        return metrics;
    }

    private static void add(Map<String, Set<String>> metrics, String name, Set<String> labels, String... more) {
        var all = metrics.computeIfAbsent(name, _ -> new HashSet<>(OF_TARGETS));
        all.addAll(labels);
        all.addAll(List.of(more));
    }

    @ParameterizedTest
    @MethodSource("all")
    void metricsAndTheirMatchersAreThoseOfTheGoldenPages(Shipped shipped) {
        var asked = Stream.concat(
                shipped.expressions(),
                shipped.variables().stream().map(it -> it.path("definition").asText()));
        assertThat(asked)
                .hasSizeGreaterThan(10)
                .allSatisfy(expression -> METRIC.matcher(expression).results().forEach(metric -> {
                    assertThat(METRICS).as(expression).containsKey(metric.group(1));
                    assertThat(metric.group(2)).as("matchers in " + expression).isNotNull();
                    assertThat(METRICS.get(metric.group(1)))
                            .as(metric.group())
                            .containsAll(groups(MATCHER, metric.group(2)));
                }));
    }

    /** {@code by} of what is in the parentheses after it, and {@code on} of all that is asked. */
    @ParameterizedTest
    @MethodSource("all")
    void resultsAreGroupedByLabelsThatAreThere(Shipped shipped) {
        assertThat(shipped.expressions()).allSatisfy(expression -> {
            var grouping = GROUPING.matcher(expression);
            while (grouping.find()) {
                var argument = grouping.group().startsWith("by") ? argument(expression, grouping.end()) : expression;
                var labels = List.of(grouping.group(1).split(", "));
                assertThat(groups(METRIC, argument))
                        .isNotEmpty()
                        .allSatisfy(metric -> assertThat(METRICS.get(metric))
                                .as(metric + " in " + expression)
                                .containsAll(labels.stream()
                                        .filter(it -> !it.equals("le"))
                                        .toList()));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void legendsAndLinksNameLabelsOfTheResult(Shipped shipped) {
        for (var panel : shipped.panels()) {
            for (var target : panel.get("targets")) {
                var expression = target.get("expr").asText();
                assertThat(result(expression))
                        .as(expression)
                        .containsAll(groups(LEGEND, target.get("legendFormat").asText()));
            }
            var labels = Shipped.expressions(panel)
                    .map(QueriesTest::result)
                    .reduce((one, _) -> one)
                    .orElseThrow();
            assertThat(labels).as(panel.get("title").asText()).containsAll(linked(panel));
        }
    }

    private static List<String> linked(JsonNode panel) {
        return groups(Pattern.compile("\\$\\{__(?:field\\.labels|data\\.fields)\\.(\\w+)}"), panel.toString());
    }

    /** The labels that a result has: those of the first grouping, or else the metric's own. */
    private static List<String> result(String expression) {
        var grouping = groups(Pattern.compile("\\bby \\(([^)]*)\\)"), expression);
        return grouping.isEmpty()
                ? List.copyOf(METRICS.get(groups(METRIC, expression).getFirst()))
                : List.of(grouping.getFirst().split(", "));
    }

    private static String argument(String expression, int from) {
        int depth = 0;
        for (int i = expression.indexOf('(', from); i < expression.length(); i++) {
            depth += switch (expression.charAt(i)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return expression.substring(from, i + 1);
            }
        }
        throw new AssertionError("no end of the argument at %d of %s".formatted(from, expression));
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1)).toList();
    }
}
