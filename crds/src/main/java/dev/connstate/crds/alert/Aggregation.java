package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the values of many targets become one verdict.
 *
 * @param sharePercent only with Share: so many percent of the targets must be over the threshold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Aggregation(Type type, Integer sharePercent) {
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
