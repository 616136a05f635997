package dev.connstate.report;

/** Bytes that are not an operator's reply; the message says in one sentence why. */
public final class MalformedReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedReplyException(String message, Throwable cause) {
        super(message, cause);
    }
}
