package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well the evidence tells this cause from others; the best last. */
public enum Confidence {
    @JsonProperty("Low")
    LOW,
    @JsonProperty("Medium")
    MEDIUM,
    @JsonProperty("High")
    HIGH
}
