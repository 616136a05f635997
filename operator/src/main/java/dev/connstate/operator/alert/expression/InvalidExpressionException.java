package dev.connstate.operator.alert.expression;

/** A formula that cannot be meant. Its message is one sentence for whoever wrote it, with the place. */
public final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidExpressionException(String message) {
        super(message);
    }
}
