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
@ValidationRule(value = TuningSpec.ONLY_DISMISSED, message = TuningSpec.ONLY_DISMISSED_MESSAGE)
public record ClusterTuningRecommendationSpec(
        @Default("Pending") @JsonPropertyDescription(TuningSpec.DECISION)
        Decision decision,

        @JsonPropertyDescription(TuningSpec.DISMISSED_UNTIL) ZonedDateTime dismissedUntil)
        implements TuningSpec {}
