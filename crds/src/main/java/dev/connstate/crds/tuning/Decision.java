package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person thinks of a recommendation. */
public enum Decision {
    @JsonProperty("Pending")
    PENDING,
    /** Somebody applies it: the operator watches whether it arrives and whether it helps. */
    @JsonProperty("Accepted")
    ACCEPTED,
    /** Not to be spoken of again, for ever or until a time. */
    @JsonProperty("Dismissed")
    DISMISSED
}
