package dev.connstate.cli;

/** A command could not do what it was asked; the message is one sentence for the user. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandException(String sentence) {
        super(sentence);
    }
}
