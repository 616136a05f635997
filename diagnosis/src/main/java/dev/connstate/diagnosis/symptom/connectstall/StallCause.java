package dev.connstate.diagnosis.symptom.connectstall;

/** Why a SYN gets no answer. */
enum StallCause {
    /** It, or the answer, is lost on the way: nobody refuses. */
    SILENT_DROP("silent-drop"),
    /** The listener's accept queue is full, so its kernel drops SYNs. */
    REMOTE_QUEUE_FULL("remote-queue-full"),
    /** The connection tracking table has no room for another connection. */
    CONNTRACK_FULL("conntrack-full");

    private final String label;

    StallCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
