package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.explain.TextLine.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table in columns that fit a width: the widest give way first, and their cells take several lines. */
record TextGrid(List<String> header, List<List<String>> rows) {
    private static final String GAP = "  ";
    private static final int LEAST = 6;

    TextGrid {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    List<TextLine> lines(int width) {
        int[] widths = fitted(width);
        var lines = new ArrayList<TextLine>();
        if (!header.stream().allMatch(String::isEmpty)) {
            lines.addAll(row(header, widths, Mark.HEADING));
        }
        rows.forEach(row -> lines.addAll(row(row, widths, Mark.TEXT)));
        return lines;
    }

    private int[] fitted(int width) {
        int[] widths = IntStream.range(0, header.size()).map(this::natural).toArray();
        int room = width - GAP.length() * (widths.length - 1);
        while (IntStream.of(widths).sum() > room) {
            int widest = IntStream.range(0, widths.length)
                    .reduce((one, other) -> widths[other] > widths[one] ? other : one)
                    .orElseThrow();
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int natural(int column) {
        return Stream.concat(Stream.of(header), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static List<TextLine> row(List<String> cells, int[] widths, Mark mark) {
        var columns = IntStream.range(0, widths.length)
                .mapToObj(i -> Wrapped.lines(cells.get(i), widths[i]))
                .toList();
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> new TextLine(mark, across(columns, widths, line)))
                .toList();
    }

    private static String across(List<List<String>> columns, int[] widths, int line) {
        var text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var column = columns.get(i);
            var cell = line < column.size() ? column.get(line) : "";
            text.append(i == 0 ? "" : GAP).append(cell).repeat(" ", Math.max(0, widths[i] - cell.length()));
        }
        return text.toString();
    }
}
