package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How looking at a lab ended.
 *
 * @param met the finding that was to be found; a healthy look-alike has none
 * @param others the findings beside it
 * @param took from the beginning of the script
 * @param looks in that time
 * @param looksAtLastScene those of them that saw what the script comes to
 */
public record LabOutcome(
        Lab lab,
        Ending ending,
        Optional<Finding> met,
        List<Finding> others,
        Duration took,
        int looks,
        int looksAtLastScene) {
    public LabOutcome {
        others = List.copyOf(others);
    }

    public enum Ending {
        AS_EXPECTED,
        OTHERWISE,
        /** The user had seen enough. */
        INTERRUPTED
    }
}
