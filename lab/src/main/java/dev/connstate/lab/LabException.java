package dev.connstate.lab;

/** A lab cannot be played; the message is one sentence for the user: what, where, and what to do. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LabException(String sentence) {
        super(sentence);
    }
}
