package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.Severity;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.ZonedDateTime;
import java.util.List;

/** What the operator says of a workload or of nodes. Lists are cut at their sizes, and what comes first matters most. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What is wrong, on what evidence, what to do, and whether it was done and helped. Written by the "
        + "operator when something of it changes.")
public record TuningStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,

        @JsonPropertyDescription("How well the evidence tells the cause of the first finding from other causes: Low, "
                + "Medium or High.")
        Confidence confidence,

        @JsonPropertyDescription("How much the first finding hurts. Critical: connections are being lost or refused. "
                + "Warning: it will hurt, or hurts some. Info: worth knowing, harms nobody.")
        Severity severity,

        @JsonPropertyDescription("The time in which the numbers were seen.")
        Window observedWindow,

        @JsonPropertyDescription("How many settings are proposed. 0 when the cure is not a setting: see advice.")
        Integer settingsCount,

        @JsonPropertyDescription(
                "Of a ClusterTuningRecommendation the nodes that have the findings. Absent for a workload.")
        Nodes nodes,

        @Size(max = 16) @JsonPropertyDescription("What is wrong, the worst first. At most 16.")
        List<TuningFinding> findings,

        @Size(max = 32) @JsonPropertyDescription("The sysctls to change, at most 32.")
        List<TuningSetting> settings,

        @Size(max = 16) @JsonPropertyDescription("What to do, in this order. At most 16.")
        List<TuningAdvice> advice,

        @Size(max = 16)
        @JsonPropertyDescription("Cures that are often repeated and are wrong here, and why. At most 16.")
        List<TuningRefusal> refused,

        @JsonPropertyDescription("The settings as one patch that can be applied as it stands.")
        TuningPatch patch,

        @JsonPropertyDescription("What was counted before the settings were applied, and since. Absent while there is "
                + "nothing to compare.")
        Effect effect,

        @Size(max = 8)
        @JsonPropertyDescription(
                "RecommendationProvided: False when it was withdrawn because the cause is gone; reason "
                        + "and message say why and the transition time since when. Applied: whether the running pods or nodes "
                        + "have the proposed values, as the agents see it. Effective: after Applied, whether it is better than "
                        + "in the window before, in numbers. Unknown means that there are no numbers to tell.")
        List<Condition> conditions) {

    @JsonClassDescription("A time from one moment to another.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Window(
            @JsonPropertyDescription("The first moment.") ZonedDateTime start,
            @JsonPropertyDescription("The last moment.") ZonedDateTime end) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Nodes(
            @Required @JsonPropertyDescription("How many there are.")
            Integer count,

            @Size(max = 10) @JsonPropertyDescription("The first ten names in the order of the alphabet.")
            List<String> names) {}

    @JsonClassDescription("Numbers of the window before the settings were applied, beside those since then.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Effect(
            @JsonPropertyDescription("When all running targets had the proposed values. Absent before.")
            ZonedDateTime since,

            @Size(max = 8) @JsonPropertyDescription("What is compared, at most 8.")
            List<Measure> measures) {}

    @JsonClassDescription("One number, before and after.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Measure(
            @Required @JsonPropertyDescription("What was counted, with its unit: TcpExt.ListenOverflows per minute.")
            String what,

            @Required @JsonPropertyDescription("In the window before.")
            String before,

            @JsonPropertyDescription("Since then. Absent before it was counted for long enough.")
            String after) {}
}
