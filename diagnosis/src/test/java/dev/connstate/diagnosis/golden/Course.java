package dev.connstate.diagnosis.golden;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.symptom.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            stages.add(new Stage(look.at(), look.report().map(_ -> diagnoses.getLast())));
        }
        return new Course(stages, diagnoses);
    }

    List<Finding> last() {
        return diagnoses.getLast().findings();
    }

    /** What is found at any look. */
    Set<Key> keysEver() {
        return stages.stream()
                .flatMap(stage -> stage.findings().stream())
                .flatMap(List::stream)
                .map(Key::of)
                .collect(Collectors.toSet());
    }

    /** How bad each was called at its worst, by the rules. */
    Map<Key, Severity> worstEver() {
        return worst(stages.stream().flatMap(stage -> stage.verdicts().stream()));
    }

    static Map<Key, Severity> worst(Stream<Verdict> verdicts) {
        return verdicts.collect(Collectors.toMap(
                Key::of, Verdict::severity, (one, other) -> one.compareTo(other) < 0 ? other : one, HashMap::new));
    }

    /** @param diagnosis empty where the report was missed */
    record Stage(Instant at, Optional<Diagnosis> diagnosis) {
        Optional<List<Finding>> findings() {
            return diagnosis.map(Diagnosis::findings);
        }

        /** What the rules say at this look: not, as findings do, what they said for a while before. */
        List<Verdict> verdicts() {
            return diagnosis.stream()
                    .flatMap(it -> it.window().namespaces().stream())
                    .flatMap(seen -> Catalogue.ALL.stream().flatMap(symptom -> symptom.examine(seen)))
                    .toList();
        }
    }

    /** What a finding is about. */
    record Key(String symptom, long namespace, String point) {
        static Key of(Finding finding) {
            return of(finding.verdict());
        }

        static Key of(Verdict verdict) {
            var subject = verdict.subject();
            return new Key(
                    verdict.symptom(),
                    subject.namespace(),
                    subject.listener().map(Object::toString).orElse("")
                            + subject.destination().map(Object::toString).orElse(""));
        }

        /**
         * It, or what tells the same better: TIME_WAIT that leaves few ports, resets of orphans when TCP has no memory
         * left, and so many destinations without an answer that they are told as one.
         */
        List<Key> orBetter() {
            return switch (symptom) {
                case "time-wait-pile-up" -> List.of(this, new Key("ephemeral-port-exhaustion", namespace, point));
                case "orphan-pressure" -> List.of(this, new Key("tcp-memory-pressure", namespace, point));
                case "connect-stall" -> List.of(this, unlocated());
                default -> List.of(this);
            };
        }

        /** The same, of the namespace as a whole. */
        Key unlocated() {
            return new Key(symptom, namespace, "");
        }
    }
}
