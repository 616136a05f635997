package dev.connstate.diagnosis.lab;

import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;

/**
 * What must be found on the stage, and with whom.
 *
 * @param port of the listener or destination; 0 where the subject has neither
 */
public record Expected(String symptom, String cause, Who who, int port) {
    public static Expected ofListener(String symptom, String cause, int port) {
        return new Expected(symptom, cause, Who.LISTENER, port);
    }

    public static Expected ofDestination(String symptom, String cause, int port) {
        return new Expected(symptom, cause, Who.DESTINATION, port);
    }

    public static Expected ofProcess(String symptom, String cause) {
        return new Expected(symptom, cause, Who.PROCESS, 0);
    }

    public static Expected ofNamespace(String symptom, String cause) {
        return new Expected(symptom, cause, Who.NAMESPACE, 0);
    }

    public boolean isMetBy(Verdict verdict) {
        return verdict.symptom().equals(symptom) && verdict.cause().equals(cause) && isOn(verdict.subject());
    }

    private boolean isOn(Subject subject) {
        return switch (who) {
            case LISTENER -> subject.listener().stream().anyMatch(listener -> listener.port() == port);
            case DESTINATION -> subject.destination().stream().anyMatch(destination -> destination.port() == port);
            case PROCESS ->
                subject.process().isPresent()
                        && subject.listener().isEmpty()
                        && subject.destination().isEmpty();
            case NAMESPACE ->
                subject.listener().isEmpty() && subject.destination().isEmpty();
        };
    }

    /** What kind of subject. */
    public enum Who {
        LISTENER,
        DESTINATION,
        PROCESS,
        NAMESPACE
    }
}
