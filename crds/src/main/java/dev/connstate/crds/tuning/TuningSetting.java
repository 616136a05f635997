package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A sysctl to change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TuningSetting(
        @Required @JsonPropertyDescription("The sysctl: net.core.somaxconn.")
        String name,

        @Required
        @JsonPropertyDescription("Where the value lives. PodNetNS: each pod has its own, and the node's does not reach "
                + "it. NodeGlobal: one for the node and all of its pods.")
        Scope scope,

        @Required
        @JsonPropertyDescription(
                "Whether a pod may set it in securityContext.sysctls. Safe: yes. Unsafe: only where the "
                        + "kubelet allows it by --allowed-unsafe-sysctls. NodeOnly: not a pod's to set.")
        Safety kubernetes,

        @JsonPropertyDescription("The value now. Where targets differ, each value with how many have it: 4096 (5), "
                + "128 (1). Absent when no agent can read it.")
        String current,

        @Required @JsonPropertyDescription("The value to set.")
        String proposed,

        @JsonPropertyDescription("That of the finding which proposes it: Low, Medium or High.")
        Confidence confidence,

        @JsonPropertyDescription("What sees the new value: the next listen(2), existing sockets, a recreated pod.")
        String appliesTo,

        @JsonPropertyDescription("What the change may cost. Absent when nothing.")
        String risk,

        @JsonPropertyDescription("The finding which proposes it, as symptom/cause.")
        String reason) {

    /** Where the value lives. */
    public enum Scope {
        @JsonProperty("PodNetNS")
        POD_NET_NS,
        @JsonProperty("NodeGlobal")
        NODE_GLOBAL
    }

    /** What Kubernetes calls it in a pod's {@code securityContext.sysctls}. */
    public enum Safety {
        @JsonProperty("Safe")
        SAFE,
        @JsonProperty("Unsafe")
        UNSAFE,
        @JsonProperty("NodeOnly")
        NODE_ONLY
    }
}
