package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connstate.crds.Severity;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a {@link ConnectionAlert} asks for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConnectionAlertSpec(
        String summary,
        PodTarget target,
        Signal signal,
        Quantity moreThan,
        Aggregation aggregation,
        @JsonProperty("for") Duration forDuration,
        Duration keepFiringFor,
        Severity severity,
        Map<String, String> labels,
        String runbookURL,
        Boolean suspend)
        implements AlertSpec {}
