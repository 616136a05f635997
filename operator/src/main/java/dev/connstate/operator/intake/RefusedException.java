package dev.connstate.operator.intake;

/** This report is not taken; the message is the sentence that the agent gets. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal, String sentence) {
        super(sentence, null, false, false); // an answer and no defect: its trace tells nothing
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
