package dev.connstate.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit a width, broken at blanks, and inside of a word only where it alone is too long. */
final class Wrapped {
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private Wrapped(int width) {
        this.width = width;
    }

    /** At least one line. Control characters become points, but for the tab that the kernel puts between numbers. */
    static List<String> lines(String text, int width) {
        var wrapped = new Wrapped(Math.max(2, width)); // a character may take two columns
        for (var word : Columns.printable(text.replace('\t', ' ')).split(" +")) {
            wrapped.add(word);
        }
        wrapped.end();
        return wrapped.lines;
    }

    private void add(String word) {
        if (!line.isEmpty() && Columns.of(line.toString()) + 1 + Columns.of(word) > width) {
            end();
        }
        if (!line.isEmpty()) {
            line.append(' ');
        }
        if (Columns.of(word) <= width) {
            line.append(word);
        } else {
            word.codePoints().forEach(this::addPart);
        }
    }

    private void addPart(int codePoint) {
        var character = Character.toString(codePoint);
        if (Columns.of(line.toString()) + Columns.of(character) > width) {
            end();
        }
        line.append(character);
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
    }
}
