package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.Severity;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.ZonedDateTime;
import java.util.List;

/** One symptom of one cause, wherever the workload's pods or the nodes have it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningFinding(
        @Required @JsonPropertyDescription("The symptom's name: `connstate explain NAME` teaches it.")
        String symptom,

        @Required @JsonPropertyDescription("Which of the symptom's causes it is.")
        String cause,

        @Required @JsonPropertyDescription("How much it hurts: Info, Warning or Critical.")
        Severity severity,

        @Required @JsonPropertyDescription("How well the evidence tells this cause from the others of its symptom.")
        Confidence confidence,

        @Required @JsonPropertyDescription("One sentence: who, what, why.")
        String summary,

        @JsonPropertyDescription("Which listener, destination or process it is, of the target that has it worst. "
                + "Absent when it is the target as a whole.")
        String subject,

        @JsonPropertyDescription("How many pods of the workload, or how many nodes, have it.")
        Integer targets,

        @JsonPropertyDescription("When the first of them had it.")
        ZonedDateTime since,

        @Size(max = 8)
        @JsonPropertyDescription("The numbers that speak for it, of the target that has it worst. At most 8.")
        List<Evidence> evidence) {

    public record Evidence(
            @Required
            @JsonPropertyDescription("What was counted, by the kernel's name where it has one: TcpExt.ListenOverflows.")
            String what,

            @Required @JsonPropertyDescription("The number with its unit or its time: +312 in 30 s.")
            String value) {}
}
