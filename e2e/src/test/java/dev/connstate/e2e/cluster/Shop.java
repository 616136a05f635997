package dev.connstate.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.tuning.TuningRecommendation;
import dev.connstate.crds.tuning.TuningStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** A namespace in which some pods play labs, and others are healthy; and what Connstate says of them. */
record Shop(Cluster cluster) {
    static final String NAMESPACE = "shop";

    void open() {
        cluster.apply("shop.yaml");
    }

    void delete(String deployment) {
        cluster.kubectl("delete", "deployment", deployment, "-n", NAMESPACE, "--wait=false");
    }

    /** The only one of its Deployment. */
    Pod pod(String deployment) {
        var pods = cluster.pods(NAMESPACE, "app", deployment).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        assertThat(pods).as("pods of " + deployment).hasSize(1);
        return pods.getFirst();
    }

    /** With the one pod that has the trouble, and nobody else's. */
    void fires(Symptom symptom) {
        var status = alert(symptom.alert());
        assertThat(condition(status.conditions(), "Firing")).as(symptom.alert()).isEqualTo("True");
        assertThat(status.worst())
                .as(symptom.alert())
                .extracting(AlertStatus.Offender::name)
                .containsExactly(NAMESPACE + "/"
                        + pod(symptom.deployment()).getMetadata().getName());
    }

    void isOver(Symptom symptom) {
        assertThat(condition(alert(symptom.alert()).conditions(), "Firing"))
                .as(symptom.alert())
                .isEqualTo("False");
    }

    /** Of the Deployment, by its cause, with advice of the right kind. */
    void isAdvised(Symptom symptom) {
        var status = recommendation(symptom.deployment()).orElseThrow();
        assertThat(status.findings()).extracting(finding -> finding.cause()).contains(symptom.cause());
        assertThat(status.advice().getFirst().kind())
                .as(status.advice().toString())
                .isEqualTo(symptom.kind());
    }

    void recommends(String deployment, String condition, String status) {
        var conditions = recommendation(deployment).orElseThrow().conditions();
        assertThat(condition(conditions, condition)).as(conditions.toString()).isEqualTo(status);
    }

    /** Whether it is known that nothing is wrong. */
    void isEvaluated(String alert) {
        assertThat(condition(alert(alert).conditions(), "Firing")).isEqualTo("False");
    }

    Optional<TuningStatus> recommendation(String deployment) {
        return Optional.ofNullable(cluster.client()
                        .resources(TuningRecommendation.class)
                        .inNamespace(NAMESPACE)
                        .withName("deployment-" + deployment)
                        .get())
                .map(TuningRecommendation::getStatus);
    }

    /** The recommendations that there are, by name. */
    List<String> recommendations() {
        return cluster.client().resources(TuningRecommendation.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(it -> it.getMetadata().getName())
                .toList();
    }

    /** All starter alerts that fire. */
    List<String> firing() {
        return cluster.client().resources(ClusterConnectionAlert.class).list().getItems().stream()
                .filter(alert -> alert.getStatus() != null)
                .filter(alert ->
                        condition(alert.getStatus().conditions(), "Firing").equals("True"))
                .map(alert -> alert.getMetadata().getName())
                .toList();
    }

    private AlertStatus alert(String name) {
        return cluster.client()
                .resources(ClusterConnectionAlert.class)
                .withName(name)
                .require()
                .getStatus();
    }

    static String condition(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(it -> it.getType().equals(type))
                .findFirst()
                .map(Condition::getStatus)
                .orElse("");
    }
}
