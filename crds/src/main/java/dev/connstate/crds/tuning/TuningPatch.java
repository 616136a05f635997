package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The settings in the form in which they are applied. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TuningPatch(
        @Required
        @JsonPropertyDescription("How to apply it. StrategicMerge: kubectl patch --type strategic, on the workload. "
                + "SysctlD: a file for /etc/sysctl.d on the nodes. None: there is no setting to change; see advice.")
        Type type,

        @JsonPropertyDescription("The patch, or the file. Absent with None.")
        String content,

        @JsonPropertyDescription("What to know or to do first, such as the kubelet's --allowed-unsafe-sysctls.")
        String note) {

    /** How to apply it. */
    public enum Type {
        @JsonProperty("StrategicMerge")
        STRATEGIC_MERGE,
        @JsonProperty("SysctlD")
        SYSCTL_D,
        @JsonProperty("None")
        NONE
    }
}
