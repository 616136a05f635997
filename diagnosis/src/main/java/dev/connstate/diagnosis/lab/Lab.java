package dev.connstate.diagnosis.lab;

import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * A symptom, or a healthy look-alike, brought about with real sockets.
 *
 * @param name {@code <symptom>/<cause>}, or {@code healthy/<what it looks like>}
 * @param about one sentence
 * @param worst what a healthy look-alike may at most be called; empty where nothing may be found
 * @param idleLimit what a user would have to state, as {@link dev.connstate.diagnosis.window.Pace#idleLimit}
 */
public record Lab(
        String name,
        String about,
        Optional<Expected> expected,
        Optional<Severity> worst,
        Optional<Duration> idleLimit,
        Script script) {
    public static Lab of(String name, String about, Expected expected, Script script) {
        return new Lab(name, about, Optional.of(expected), Optional.empty(), Optional.empty(), script);
    }

    public static Lab healthy(String name, String about, Script script) {
        return new Lab("healthy/" + name, about, Optional.empty(), Optional.empty(), Optional.empty(), script);
    }

    /** One where information at most may be found. */
    public static Lab harmless(String name, String about, Script script) {
        return new Lab(
                "healthy/" + name, about, Optional.empty(), Optional.of(Severity.INFO), Optional.empty(), script);
    }

    /** The same where something on the way is said to forget an idle connection after this time. */
    public Lab stating(Duration idleLimit) {
        return new Lab(name, about, expected, worst, Optional.of(idleLimit), script);
    }

    /** Whether something that was found is what was to be found here, or may at least be. */
    public boolean allows(Verdict verdict) {
        return expected.map(it -> it.isMetBy(verdict))
                .orElse(worst.isPresent() && verdict.severity().compareTo(worst.get()) <= 0);
    }

    /** What happens on the stage. When it returns, its sockets stay as they are until the curtain falls. */
    @FunctionalInterface
    public interface Script {
        void play(Stage stage) throws InterruptedException;
    }
}
