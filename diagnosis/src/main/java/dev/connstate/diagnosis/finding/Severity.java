package dev.connstate.diagnosis.finding;

/** How much it hurts; the worst last. */
public enum Severity {
    /** Worth knowing, harms nobody. */
    INFO,
    /** Will hurt, or hurts some. */
    WARNING,
    /** Connections are being lost or refused now. */
    CRITICAL
}
