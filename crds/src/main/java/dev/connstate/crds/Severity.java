package dev.connstate.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much it hurts; the worst last. Becomes the label {@code severity} in lower case. */
public enum Severity {
    @JsonProperty("Info")
    INFO,
    @JsonProperty("Warning")
    WARNING,
    @JsonProperty("Critical")
    CRITICAL
}
