package dev.connstate.report;

/** Bytes that are not a report, or a report that contradicts itself; the message says in one sentence where. */
public sealed class MalformedReportException extends Exception permits UnknownProtocolException {
    private static final long serialVersionUID = 1L;

    MalformedReportException(String message) {
        super(message);
    }

    MalformedReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
