package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connstate.crds.WorkloadRef;
import io.fabric8.kubernetes.api.model.LabelSelector;

/** Pods of the alert's own namespace: exactly one of the two, or, where there is no target, all of them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodTarget(WorkloadRef workloadRef, LabelSelector podSelector) {}
