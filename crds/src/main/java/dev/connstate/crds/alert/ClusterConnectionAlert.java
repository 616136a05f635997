package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

@Group("connstate.dev")
@Version("v1alpha1")
@Kind("ClusterConnectionAlert")
@ShortNames("clusterconnalert")
@Categories("connstate")
@JsonClassDescription(
        "Watches the connections and queues of nodes, or of the pods of many namespaces, and fires when a number stays over a threshold.")
@ValidationRule(value = AlertFields.SHORT_NAME, message = AlertFields.SHORT_NAME_MESSAGE)
@AdditionalPrinterColumn(name = "SEVERITY", jsonPath = ".spec.severity")
@AdditionalPrinterColumn(name = "SIGNAL", jsonPath = ".spec.signal.type")
@AdditionalPrinterColumn(name = "FIRING", jsonPath = ".status.conditions[?(@.type==\"Firing\")].status")
@AdditionalPrinterColumn(
        name = "SINCE",
        type = Type.DATE,
        jsonPath = ".status.conditions[?(@.type==\"Firing\")].lastTransitionTime")
@AdditionalPrinterColumn(name = "BAD", type = Type.INTEGER, jsonPath = ".status.targets.firing")
@AdditionalPrinterColumn(name = "TARGETS", type = Type.INTEGER, jsonPath = ".status.targets.matched")
@AdditionalPrinterColumn(name = "REPORTING", type = Type.INTEGER, priority = 1, jsonPath = ".status.targets.reporting")
@AdditionalPrinterColumn(name = "READY", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "AGE", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(name = "MESSAGE", priority = 1, jsonPath = ".status.conditions[?(@.type==\"Firing\")].message")
public final class ClusterConnectionAlert extends CustomResource<ClusterConnectionAlertSpec, AlertStatus> {
    private static final long serialVersionUID = 1;
}
