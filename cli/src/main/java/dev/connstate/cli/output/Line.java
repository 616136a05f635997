package dev.connstate.cli.output;

public record Line(Tone tone, String text) {
    public static final Line BLANK = new Line(Tone.PLAIN, "");

    public Line {
        text = text.stripTrailing();
    }

    public Line cut(int columns) {
        return new Line(tone, Columns.cut(text, columns));
    }
}
