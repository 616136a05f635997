package dev.connstate.cli;

import dev.connstate.cli.output.LabOutcome;
import dev.connstate.cli.output.LabOutcome.Ending;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.lab.LabException;
import dev.connstate.lab.Performance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** A lab is played and looked at, until it is clear whether what is found is what was to be found. */
final class Rehearsal {
    /** So many looks at its last scene must find nothing wrong with a healthy look-alike. */
    private static final int HEALTHY_LOOKS = 6;

    /** A user who ends it waits no longer than that. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lab lab;
    private final Performance performance;
    private final Lookout lookout;
    private final BooleanSupplier stopped;
    private final BiConsumer<Duration, String> steps;
    private long begun;

    /**
     * @param stopped whether the user has seen enough
     * @param steps is told what the stage says, with the time since the beginning
     */
    Rehearsal(
            Lab lab,
            Performance performance,
            Lookout lookout,
            BooleanSupplier stopped,
            BiConsumer<Duration, String> steps) {
        this.lab = lab;
        this.performance = performance;
        this.lookout = lookout;
        this.stopped = stopped;
        this.steps = steps;
    }

    /**
     * Looks once before it begins, so that the first thing that happens is seen to happen.
     *
     * @param limit when it is clear that it will not be found any more
     * @throws LabException when the stage fails
     */
    LabOutcome run(Duration interval, Duration limit) throws InterruptedException {
        var pace = Pace.at(interval).withIdleLimit(lab.idleLimit());
        var diagnosis = Diagnosis.of(pace, lookout.observe());
        begun = System.nanoTime();
        performance.begin();
        int looksAtLastScene = 0;
        for (int looks = 0; ; looks++) {
            boolean lastScene = performance.isLastScene();
            if (looks > 0) {
                diagnosis = diagnosis.after(lookout.observe());
                looksAtLastScene += lastScene ? 1 : 0;
            }
            var ending = stopped.getAsBoolean()
                    ? Optional.of(Ending.INTERRUPTED)
                    : ending(diagnosis.findings(), looksAtLastScene, limit);
            if (ending.isPresent()) {
                return outcome(ending.get(), diagnosis.findings(), looks, looksAtLastScene);
            }
            listen(interval);
        }
    }

    /** Goes on listening to the stage for so long, unless the user has seen enough before. */
    void listen(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        long left;
        while ((left = until - System.nanoTime()) > 0 && !stopped.getAsBoolean()) {
            performance
                    .nextStep(Duration.ofNanos(Math.min(left, PATIENCE.toNanos())))
                    .ifPresent(step -> steps.accept(elapsed(), step));
        }
    }

    private Optional<Ending> ending(List<Finding> findings, int looksAtLastScene, Duration limit) {
        boolean late = elapsed().compareTo(limit) > 0;
        if (lab.expected().isPresent()) {
            return met(findings).isPresent()
                    ? Optional.of(Ending.AS_EXPECTED)
                    : Optional.of(Ending.OTHERWISE).filter(_ -> late);
        }
        boolean alarmed = !findings.stream().map(Finding::verdict).allMatch(lab::allows);
        if (alarmed || looksAtLastScene == 0 && late) {
            return Optional.of(Ending.OTHERWISE);
        }
        return Optional.of(Ending.AS_EXPECTED).filter(_ -> looksAtLastScene >= HEALTHY_LOOKS);
    }

    private LabOutcome outcome(Ending ending, List<Finding> findings, int looks, int looksAtLastScene) {
        var met = met(findings);
        var others =
                findings.stream().filter(it -> !met.equals(Optional.of(it))).toList();
        return new LabOutcome(lab, ending, met, others, elapsed(), looks, looksAtLastScene);
    }

    private Optional<Finding> met(List<Finding> findings) {
        return lab.expected()
                .flatMap(expected -> findings.stream()
                        .filter(it -> expected.isMetBy(it.verdict()))
                        .findFirst());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
