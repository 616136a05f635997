package dev.connstate.diagnosis.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule says at one moment.
 *
 * @param symptom the name of one of the catalogue
 * @param cause one of that symptom's
 * @param summary one sentence: who, what, why
 * @param advice in the order of doing
 */
public record Verdict(
        String symptom,
        String cause,
        Severity severity,
        Confidence confidence,
        Subject subject,
        String summary,
        List<Evidence> evidence,
        List<Advice> advice,
        List<Refusal> refused) {
    public Verdict {
        evidence = List.copyOf(evidence);
        advice = List.copyOf(advice);
        refused = List.copyOf(refused);
        if (evidence.isEmpty() || advice.isEmpty()) {
            throw new IllegalArgumentException("a verdict %s/%s without evidence or advice".formatted(symptom, cause));
        }
    }

    /** One subject has a symptom only once: of several with the same one the most severe, of those the first. */
    public static Stream<Verdict> worstOfEachSubject(Stream<Verdict> verdicts) {
        var worst = new ArrayList<Verdict>();
        verdicts.sorted(Comparator.comparing(Verdict::severity).reversed())
                .filter(it -> worst.stream().noneMatch(other -> other.subject.isSameAs(it.subject)))
                .forEachOrdered(worst::add);
        return worst.stream();
    }

    /** With more evidence, after the rest. */
    public Verdict and(List<Evidence> more) {
        var all = new ArrayList<>(evidence);
        all.addAll(more);
        return new Verdict(symptom, cause, severity, confidence, subject, summary, all, advice, refused);
    }

    public Verdict with(Severity other) {
        return new Verdict(symptom, cause, other, confidence, subject, summary, evidence, advice, refused);
    }
}
