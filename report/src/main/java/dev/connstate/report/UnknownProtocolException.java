package dev.connstate.report;

/** A report of a protocol that is too old or too new to be read here; the message says which side to update. */
public final class UnknownProtocolException extends MalformedReportException {
    private static final long serialVersionUID = 1L;

    UnknownProtocolException(String sentence) {
        super("not a node report of ours: " + sentence);
    }
}
