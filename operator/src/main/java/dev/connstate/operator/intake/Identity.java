package dev.connstate.operator.intake;

/** Whose a token is. Each reason is one sentence for whoever reads the agent's log. */
public sealed interface Identity {
    /** An agent's. */
    record Agent(String nodeName) implements Identity {}

    /** Nobody's that may report. */
    record Stranger(Refusal refusal, String reason) implements Identity {}

    /** Nobody can say now. */
    record Unknown(String reason) implements Identity {}
}
