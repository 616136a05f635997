package dev.connstate.lab;

import java.util.Arrays;
import java.util.Optional;

/** What a stage's process writes to whoever has started it, one line each; anything else there is a complaint. */
record Line(Word word, String text) {
    /** The stage is built: settings and addresses are as the script wants them. Now it waits for {@link #BEGIN}. */
    static final Line READY = new Line(Word.READY, "");

    static final Line LAST_SCENE = new Line(Word.LAST_SCENE, "");

    /** What the stage's process reads. The end of its input is the end of the lab. */
    static final String BEGIN = "begin";

    enum Word {
        READY,
        SAYS,
        LAST_SCENE,
        FAILED
    }

    static Optional<Line> parse(String text) {
        var parts = text.split(" ", 2);
        return Arrays.stream(Word.values())
                .filter(word -> word.name().equals(parts[0]))
                .map(word -> new Line(word, parts.length > 1 ? parts[1] : ""))
                .findFirst();
    }

    @Override
    public String toString() {
        return word + " " + text.replaceAll("\\R", " ");
    }
}
