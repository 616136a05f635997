package dev.connstate.operator.alert.signal;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.operator.fleet.Sighting;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many findings the diagnosis has.
 *
 * @param symptoms of the catalogue; any when empty
 */
public record Findings(Set<String> symptoms, Severity least) implements Measure {
    public Findings {
        symptoms = Set.copyOf(symptoms);
    }

    @Override
    public Reading read(Sighting sighting) {
        var now = sighting.now();
        if (now.source().isEmpty() && now.counters().names().isEmpty()) {
            return Reading.Unknown.unread();
        }
        var found = sighting.findings().stream()
                .map(Finding::verdict)
                .filter(it -> symptoms.isEmpty() || symptoms.contains(it.symptom()))
                .filter(it -> it.severity().compareTo(least) >= 0)
                .toList();
        return new Reading.Value(found.size(), found.isEmpty() ? Named.NOTHING : () -> subject(found.getFirst()));
    }

    /** {@code accept-queue-overflow at 0.0.0.0:8080 of java (pid 7)} */
    private static String subject(Verdict verdict) {
        Subject who = verdict.subject();
        var where = who.listener()
                .map(it -> " at " + Named.at(it.address(), it.port(), who.process()))
                .or(() -> who.destination().map(it -> " to " + it.address().withPort(it.port())))
                .or(() -> who.process().map(it -> " in %s (pid %d)".formatted(it.name(), it.pid())));
        return verdict.symptom() + where.orElse("");
    }

    @Override
    public String describe(String amount) {
        return "%s findings of %s"
                .formatted(
                        amount,
                        symptoms.isEmpty()
                                ? "the diagnosis"
                                : symptoms.stream().sorted().collect(Collectors.joining(", ")));
    }
}
