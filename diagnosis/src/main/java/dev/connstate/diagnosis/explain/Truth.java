package dev.connstate.diagnosis.explain;

/** What is to be said of a common belief. */
public enum Truth {
    TRUE("True"),
    HALF_TRUE("Half true"),
    /** It was true of kernels that are no longer run. */
    OBSOLETE("Obsolete"),
    WRONG("Wrong");

    private final String word;

    Truth(String word) {
        this.word = word;
    }

    /** As it stands in the pages. */
    public String word() {
        return word;
    }
}
