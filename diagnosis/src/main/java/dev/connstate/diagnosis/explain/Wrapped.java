package dev.connstate.diagnosis.explain;

import java.util.ArrayList;
import java.util.List;

/** Running text, cut into lines at its blanks. */
final class Wrapped {
    private Wrapped() {}

    /** Lines no wider than asked, unless one word is. A newline in the text stays one. */
    static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        for (var part : text.split("\n", -1)) {
            fill(part, width, lines);
        }
        return lines;
    }

    private static void fill(String text, int width, List<String> lines) {
        var line = new StringBuilder();
        for (var word : text.strip().split(" +")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }
}
