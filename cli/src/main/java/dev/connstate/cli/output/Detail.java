package dev.connstate.cli.output;

/** How much of a report a person wants to see. */
public enum Detail {
    NORMAL,
    WIDE;

    boolean isWide() {
        return this == WIDE;
    }
}
