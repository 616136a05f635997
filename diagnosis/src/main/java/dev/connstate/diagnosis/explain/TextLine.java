package dev.connstate.diagnosis.explain;

/** A line of a page that was made readable without markup. */
public record TextLine(Mark mark, String text) {
    static final TextLine BLANK = new TextLine(Mark.TEXT, "");

    public TextLine {
        text = text.stripTrailing();
    }

    TextLine indented(String by) {
        return text.isEmpty() ? this : new TextLine(mark, by + text);
    }

    /** What a line is, for those who emphasise it. */
    public enum Mark {
        TITLE,
        HEADING,
        TEXT,
        CODE
    }
}
