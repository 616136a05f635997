package dev.connstate.operator.alert;

/**
 * What a condition says.
 *
 * @param reason in one word, for machines
 * @param message in one sentence, for people
 */
record Verdict(Status status, String reason, String message) {
    /** As Kubernetes has it. */
    enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
