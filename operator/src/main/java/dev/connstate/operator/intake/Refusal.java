package dev.connstate.operator.intake;

import java.util.Locale;

/** Why a report is not taken, and the status of HTTP that says so. */
public enum Refusal {
    MALFORMED(400),
    NO_TOKEN(401),
    WRONG_AUDIENCE(401),
    UNAUTHENTICATED(401),
    NOT_AN_AGENT(403),
    ANOTHER_NODE(403),
    NOT_FOUND(404),
    METHOD(405),
    TOO_LARGE(413),
    MEDIA_TYPE(415),
    PROTOCOL(422),
    BROKEN(500),
    BUSY(503),
    UNAVAILABLE(503);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Who is asked to come back is told when. */
    boolean isForNow() {
        return status == 503;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
