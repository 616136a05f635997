package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * How an alert stands. Written at transitions only, so that values are those of that moment.
 *
 * @param worst at most five
 * @param conditions Ready and Firing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertStatus(Long observedGeneration, Targets targets, List<Offender> worst, List<Condition> conditions) {

    /**
     * @param matched that the target selects
     * @param reporting of which there are fresh numbers
     * @param pending over the threshold, not for long enough yet
     */
    public record Targets(int matched, int reporting, int pending, int firing) {}

    /**
     * One target that is pending or firing.
     *
     * @param name of the pod, with its namespace before a slash in an alert of the cluster; of the node
     * @param subject which listener, destination or process it is, for a person
     * @param value in the signal's unit
     * @param since when it was over the threshold first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Offender(
            String name, String nodeName, String subject, String value, ZonedDateTime since, Standing standing) {}

    /** How far a target has come. */
    public enum Standing {
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Firing")
        FIRING
    }
}
