package dev.connstate.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Prometheus and Alertmanager in the cluster, and what they have been told. */
record Monitoring(Cluster cluster) {
    static final String NAMESPACE = "monitoring-e2e";

    void begin() {
        cluster.apply("monitoring.yaml");
        cluster.kubectl("wait", "pod", "--all", "-n", NAMESPACE, "--for=condition=Ready", "--timeout=60s");
    }

    /** Every pod of Connstate is found, and none of them failed to answer. */
    void scrapes(int pods) {
        var targets = cluster.ask(NAMESPACE, "prometheus:9090", "/api/v1/targets", "state", "active")
                .at("/data/activeTargets");
        assertThat(texts(targets, "/health")).hasSize(pods).containsOnly("up");
    }

    /** The result of a query: a row for each series. */
    JsonNode query(String query) {
        var answer = cluster.ask(NAMESPACE, "prometheus:9090", "/api/v1/query", "query", query);
        assertThat(answer.path("status").asText()).as(query).isEqualTo("success");
        return answer.at("/data/result");
    }

    /** The sum of a query's rows. */
    double sum(String query) {
        return StreamSupport.stream(query("sum(%s)".formatted(query)).spliterator(), false)
                .mapToDouble(row -> row.at("/value/1").asDouble())
                .sum();
    }

    /** Names of the alerts that Alertmanager holds to be active. */
    List<String> active() {
        return texts(
                cluster.ask(NAMESPACE, "alertmanager:9093", "/api/v2/alerts", "active", "true"), "/labels/alertname");
    }

    private static List<String> texts(JsonNode rows, String path) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.at(path).asText())
                .toList();
    }
}
