package dev.connstate.report;

/** Bytes that are not a report, or a report that contradicts itself; the message says in one sentence where. */
public final class MalformedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
