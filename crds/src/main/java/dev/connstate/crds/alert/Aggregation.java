package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** How the values of many targets become one verdict. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.sharePercent) == (self.type == 'Share')",
        message = "type Share needs sharePercent, the percent of targets that must be bad, and no other type takes it")
public record Aggregation(
        @Default("Any")
        @JsonPropertyDescription(
                "Any: one target over the threshold is enough, and each has its own time (for). Sum: the "
                        + "values of all targets added up are compared. Share: at least so many percent of the targets must be over "
                        + "the threshold. Default Any.")
        Type type,

        @Min(1)
        @Max(100)
        @JsonPropertyDescription("Only with type Share: how many percent of the targets must at least be over the "
                + "threshold, 1 to 100.")
        Integer sharePercent) {
    /** Of a target on its own, of all together, or of how many there are. */
    public enum Type {
        /** One target over the threshold is enough; each has its own {@code for}. */
        @JsonProperty("Any")
        ANY,
        /** The sum of all targets' values. */
        @JsonProperty("Sum")
        SUM,
        @JsonProperty("Share")
        SHARE
    }
}
