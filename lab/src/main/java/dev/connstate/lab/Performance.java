package dev.connstate.lab;

import dev.connstate.diagnosis.lab.Lab;
import java.time.Duration;
import java.util.Optional;

/**
 * A lab as it is played; its sockets, and its network namespace if that is its own, end with this object. Until
 * {@link #begin} no more happens there than the setting of what the kernel lets one set, so that one can look before.
 *
 * <p>To be used by one thread.
 */
public interface Performance extends AutoCloseable {
    /**
     * Builds the stage of a lab of the catalogue.
     *
     * @throws LabException when that is not possible
     */
    static Performance of(Lab lab) {
        return of(lab, Place.NEW);
    }

    /**
     * The same, there.
     *
     * @throws LabException when that is not possible
     */
    static Performance of(Lab lab, Place place) {
        return ProcessPerformance.of(lab.name(), StageProcess.class, place);
    }

    /** The process whose sockets they are. */
    int pid();

    /** As in reports. */
    long namespace();

    /** Raises the curtain. */
    void begin();

    /**
     * What the stage says next; empty when it says nothing for a while.
     *
     * @throws LabException when the stage is gone, with its own words
     */
    Optional<String> nextStep(Duration atMost) throws InterruptedException;

    /** Whether the script has come to its end, or to what it repeats from then on; as far as steps were taken. */
    boolean isLastScene();

    /** The curtain falls. */
    @Override
    void close();
}
