package dev.connstate.cli.output;

/** What a line is, for those who colour it. */
public enum Tone {
    PLAIN,
    TITLE,
    HEADER,
    /** A row that says something is full or lost. */
    ALARM,
    /** A row that says something will be. */
    WARNING,
    REMARK
}
