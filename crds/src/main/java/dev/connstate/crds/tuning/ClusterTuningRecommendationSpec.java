package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.ZonedDateTime;

/** What the owner of the nodes decided; which nodes they are is in the status, since that changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("What you decide about the recommendation. Everything else is the operator's.")
@ValidationRule(value = TuningFields.ONLY_DISMISSED, message = TuningFields.ONLY_DISMISSED_MESSAGE)
public record ClusterTuningRecommendationSpec(
        @Default("Pending") @JsonPropertyDescription(TuningFields.DECISION)
        Decision decision,

        @JsonPropertyDescription(TuningFields.DISMISSED_UNTIL)
        ZonedDateTime dismissedUntil)
        implements TuningSpec {}
