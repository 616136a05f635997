package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;

/** Exactly one of the two: nodes, or all pods of namespaces. An empty selector selects all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.nodeSelector) != has(self.namespaceSelector)",
        message = "target takes one of nodeSelector and namespaceSelector, where {} selects all")
public record ClusterTarget(
        @JsonPropertyDescription(
                "Nodes by their labels: each node's own network namespace is a target. {} selects all.")
        LabelSelector nodeSelector,

        @JsonPropertyDescription("Namespaces by their labels: each of their pods is a target. {} selects all.")
        LabelSelector namespaceSelector) {}
