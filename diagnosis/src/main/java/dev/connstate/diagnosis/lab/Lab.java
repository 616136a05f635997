package dev.connstate.diagnosis.lab;

import dev.connstate.diagnosis.finding.Severity;
import java.util.Optional;

/**
 * A symptom, or a healthy look-alike, brought about with real sockets.
 *
 * @param name {@code <symptom>/<cause>}, or {@code healthy/<what it looks like>}
 * @param about one sentence
 * @param worst what a healthy look-alike may at most be called; empty where nothing may be found
 */
public record Lab(String name, String about, Optional<Expected> expected, Optional<Severity> worst, Script script) {
    public static Lab of(String name, String about, Expected expected, Script script) {
        return new Lab(name, about, Optional.of(expected), Optional.empty(), script);
    }

    public static Lab healthy(String name, String about, Script script) {
        return new Lab("healthy/" + name, about, Optional.empty(), Optional.empty(), script);
    }

    /** One where information at most may be found. */
    public static Lab harmless(String name, String about, Script script) {
        return new Lab("healthy/" + name, about, Optional.empty(), Optional.of(Severity.INFO), script);
    }

    /** What happens on the stage. When it returns, its sockets stay as they are until the curtain falls. */
    @FunctionalInterface
    public interface Script {
        void play(Stage stage) throws InterruptedException;
    }
}
