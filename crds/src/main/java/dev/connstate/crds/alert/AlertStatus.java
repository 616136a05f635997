package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.ZonedDateTime;
import java.util.List;

/** How an alert stands. Written at transitions only, so that values are those of that moment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("How the alert stands. Written when it changes, so that numbers are those of the last change.")
public record AlertStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,

        @JsonPropertyDescription("How many targets there are, and in which state.")
        Targets targets,

        @Size(max = 5) @JsonPropertyDescription("The targets that are over the threshold, the worst first. At most 5.")
        List<Offender> worst,

        @Size(max = 8)
        @JsonPropertyDescription(
                "Ready: whether the alert can be judged, and if not, why: nothing is selected, no data, "
                        + "an agent mode that cannot see the signal, a wrong expression. Firing: True, False, or Unknown when "
                        + "there is no data to tell.")
        List<Condition> conditions) {

    public record Targets(
            @Required @JsonPropertyDescription("How many the target selects.")
            int matched,

            @Required
            @JsonPropertyDescription("Of how many of those there are fresh numbers. The others are unknown, not well.")
            int reporting,

            @Required @JsonPropertyDescription("How many are over the threshold, but not yet for long enough.")
            int pending,

            @Required @JsonPropertyDescription("How many are over the threshold for long enough.")
            int firing) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Offender(
            @Required
            @JsonPropertyDescription("The pod, in a cluster's alert with its namespace before a slash; or the node.")
            String name,

            @JsonPropertyDescription("The node it runs on.") String nodeName,

            @JsonPropertyDescription(
                    "Which listener, destination or process it is. Absent when it is the target as a " + "whole.")
            String subject,

            @Required @JsonPropertyDescription("The number, in the signal's unit.")
            String value,

            @JsonPropertyDescription("When it was over the threshold first.")
            ZonedDateTime since,

            @Required @JsonPropertyDescription("Pending: not yet for long enough. Firing: for long enough.")
            Standing standing) {}

    /** How far a target has come. */
    public enum Standing {
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Firing")
        FIRING
    }
}
