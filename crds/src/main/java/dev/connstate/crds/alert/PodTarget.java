package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.WorkloadRef;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;

/** Pods of the alert's own namespace: exactly one of the two, or, where there is no target, all of them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.workloadRef) != has(self.podSelector)",
        message =
                "target takes one of workloadRef and podSelector; leave target out to watch every pod of the namespace")
public record PodTarget(
        @JsonPropertyDescription("The pods of one workload.")
        WorkloadRef workloadRef,

        @JsonPropertyDescription("Pods by their labels. {} selects all of the namespace.")
        LabelSelector podSelector) {}
