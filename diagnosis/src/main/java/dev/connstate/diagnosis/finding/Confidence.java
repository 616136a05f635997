package dev.connstate.diagnosis.finding;

/** How well the evidence tells this cause from the others of its symptom; the best last. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
}
