package dev.connstate.diagnosis.golden;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found from look to look. */
record Course(List<Stage> stages, List<Diagnosis> diagnoses) {
    static Course of(Case looks) {
        return of(looks, looks.looks());
    }

    static Course of(Case how, List<Case.Look> looks) {
        var stages = new ArrayList<Stage>();
        var diagnoses = new ArrayList<Diagnosis>();
        for (var look : looks) {
            look.report()
                    .ifPresent(report -> diagnoses.add(
                            diagnoses.isEmpty()
                                    ? Diagnosis.of(how.pace(), report)
                                    : diagnoses.getLast().after(report)));
            stages.add(new Stage(
                    look.at(), look.report().map(_ -> diagnoses.getLast().findings())));
        }
        return new Course(stages, diagnoses);
    }

    List<Finding> last() {
        return diagnoses.getLast().findings();
    }

    /** What is found at the end. */
    Set<Key> keys() {
        return last().stream().map(Key::of).collect(Collectors.toSet());
    }

    /** What is found at any look. */
    Set<Key> keysEver() {
        return stages.stream()
                .flatMap(stage -> stage.findings().stream())
                .flatMap(List::stream)
                .map(Key::of)
                .collect(Collectors.toSet());
    }

    /** @param findings empty where the report was missed */
    record Stage(Instant at, Optional<List<Finding>> findings) {}

    /** What a finding is about. */
    record Key(String symptom, long namespace, String point) {
        static Key of(Finding finding) {
            var subject = finding.verdict().subject();
            return new Key(
                    finding.verdict().symptom(),
                    subject.namespace(),
                    subject.listener().map(Object::toString).orElse("")
                            + subject.destination().map(Object::toString).orElse(""));
        }
    }
}
