package dev.connstate.agent;

/** Looking is not possible at all; the message is one sentence for the user: what, where, and what to do. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AgentException(String sentence) {
        super(sentence);
    }
}
