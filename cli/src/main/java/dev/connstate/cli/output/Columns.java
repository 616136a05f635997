package dev.connstate.cli.output;

import org.jline.utils.WCWidth;

/** Text measured in the columns a terminal gives it. */
final class Columns {
    private static final String CUT = "…";

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = of(CUT);
        if (columns < used) {
            return "";
        }
        var cut = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            used += of(codePoint);
            if (used > columns) {
                break;
            }
            cut.appendCodePoint(codePoint);
        }
        return cut + CUT;
    }

    static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** A process may name itself with anything, escape codes included. */
    static String printable(String text) {
        return text.codePoints()
                .map(codePoint -> WCWidth.wcwidth(codePoint) < 1 ? '.' : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
