package dev.connstate.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A workload of the resource's own namespace. */
public record WorkloadRef(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Group and version of the workload: apps/v1.")
        String apiVersion,

        @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Kind of the workload, the topmost that owns the pods: Deployment, StatefulSet, "
                + "DaemonSet, CronJob, Job, Rollout, or Pod where nothing owns it.")
        String kind,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the workload.")
        String name) {}
