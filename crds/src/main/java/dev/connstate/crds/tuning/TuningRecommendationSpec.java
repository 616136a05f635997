package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.WorkloadRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.ZonedDateTime;

/** Of which workload, and what its owner decided. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("What you decide about the recommendation. Everything else is the operator's.")
@ValidationRule(value = TuningFields.ONLY_DISMISSED, message = TuningFields.ONLY_DISMISSED_MESSAGE)
public record TuningRecommendationSpec(
        @Required
        @ValidationRule(
                value = "self == oldSelf",
                message = "a recommendation is for one workload, and targetRef cannot be changed: the operator makes "
                        + "another recommendation for another workload")
        @JsonPropertyDescription(
                "The workload whose pods have the findings. The operator sets it; it cannot be changed.")
        WorkloadRef targetRef,

        @Default("Pending") @JsonPropertyDescription(TuningFields.DECISION)
        Decision decision,

        @JsonPropertyDescription(TuningFields.DISMISSED_UNTIL)
        ZonedDateTime dismissedUntil)
        implements TuningSpec {}
