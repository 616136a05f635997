package dev.connstate.diagnosis.explain;

/** What a page is about. */
public enum Kind {
    /** What {@code diagnose} finds. */
    SYMPTOM,
    /** One of the kernel's TCP states. */
    STATE,
    /** A thing one has to know to understand the others. */
    CONCEPT,
    /** Numbers that the kernel counts. */
    COUNTER,
    /** A kernel setting. */
    SYSCTL
}
