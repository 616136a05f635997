package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One thing to do. */
public record TuningAdvice(
        @Required
        @JsonPropertyDescription("Who has to change something. Application: the program or its configuration. "
                + "PodSysctl: the pod's securityContext.sysctls. NodeSysctl: the node. Infrastructure: the network, a "
                + "load balancer, more replicas. Nothing: leave it as it is.")
        Kind kind,

        @Required @JsonPropertyDescription("A sentence or two to somebody who can do it.")
        String text) {

    /** Who has to change something. */
    public enum Kind {
        @JsonProperty("Application")
        APPLICATION,
        @JsonProperty("PodSysctl")
        POD_SYSCTL,
        @JsonProperty("NodeSysctl")
        NODE_SYSCTL,
        @JsonProperty("Infrastructure")
        INFRASTRUCTURE,
        @JsonProperty("Nothing")
        NOTHING
    }
}
