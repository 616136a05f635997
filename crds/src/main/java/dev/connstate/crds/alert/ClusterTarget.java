package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;

/** Exactly one of the two: nodes, or all pods of namespaces. An empty selector selects all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterTarget(LabelSelector nodeSelector, LabelSelector namespaceSelector) {}
