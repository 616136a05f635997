package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.Severity;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a {@link ClusterConnectionAlert} asks for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription(AlertFields.SPEC)
public record ClusterConnectionAlertSpec(
        @Size(max = 255) @JsonPropertyDescription(AlertFields.SUMMARY)
        String summary,

        @Required @JsonPropertyDescription("Which nodes are watched, or the pods of which namespaces.")
        ClusterTarget target,

        @Required @JsonPropertyDescription(AlertFields.SIGNAL)
        Signal signal,

        @Default("0")
        @ValidationRule(value = AlertFields.QUANTITY, message = AlertFields.QUANTITY_MESSAGE)
        @JsonPropertyDescription(AlertFields.MORE_THAN)
        Quantity moreThan,

        @Default("{\"type\": \"Any\"}") @JsonPropertyDescription(AlertFields.AGGREGATION)
        Aggregation aggregation,

        @JsonProperty("for")
        @Default("1m")
        @Size(max = 32)
        @ValidationRule(value = AlertFields.DURATION, message = AlertFields.DURATION_MESSAGE)
        @JsonPropertyDescription(AlertFields.FOR)
        Duration forDuration,

        @Default("0s")
        @Size(max = 32)
        @ValidationRule(value = AlertFields.DURATION, message = AlertFields.DURATION_MESSAGE)
        @JsonPropertyDescription(AlertFields.KEEP_FIRING_FOR)
        Duration keepFiringFor,

        @Default("Warning") @JsonPropertyDescription(AlertFields.SEVERITY)
        Severity severity,

        @Size(max = 16)
        @ValidationRule(value = AlertFields.RESERVED, message = AlertFields.RESERVED_MESSAGE)
        @ValidationRule(value = AlertFields.LABEL_NAME, message = AlertFields.LABEL_NAME_MESSAGE)
        @JsonPropertyDescription(AlertFields.LABELS)
        Map<String, @Size(max = 256) String> labels,

        @Size(max = 2048)
        @ValidationRule(value = AlertFields.URL, message = AlertFields.URL_MESSAGE)
        @JsonPropertyDescription(AlertFields.RUNBOOK_URL)
        String runbookURL,

        @Default("false") @JsonPropertyDescription(AlertFields.SUSPEND)
        Boolean suspend)
        implements AlertSpec {}
