package dev.connstate.diagnosis.finding;

import java.util.List;

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

    public Verdict with(Severity other) {
        return new Verdict(symptom, cause, other, confidence, subject, summary, evidence, advice, refused);
    }
}
