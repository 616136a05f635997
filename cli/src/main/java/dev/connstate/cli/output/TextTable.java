package dev.connstate.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headers, made to fit a width: first sentences and gaps shrink, then columns go that may, then the long texts. */
public record TextTable(List<Column> columns, List<Row> rows) {
    private static final int LEAST_FLEXIBLE = 8;
    private static final int LEAST_SENTENCE = 20;

    public TextTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param header lines of it divided by newlines
     * @param fit what may happen to it on a narrow screen
     */
    public record Column(String header, boolean number, Fit fit) {
        /** Stays as it is. */
        public static Column text(String header) {
            return new Column(header, false, Fit.FIXED);
        }

        public static Column number(String header) {
            return new Column(header, true, Fit.FIXED);
        }

        public static Column flexible(String header) {
            return new Column(header, false, Fit.SHRINKS);
        }

        public static Column droppable(String header) {
            return new Column(header, false, Fit.GOES);
        }

        /** A sentence, for the room that the others leave. */
        public static Column rest(String header) {
            return new Column(header, false, Fit.RESTS);
        }
    }

    enum Fit {
        FIXED,
        SHRINKS,
        GOES,
        RESTS
    }

    public record Row(Tone tone, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(String... cells) {
            return new Row(Tone.PLAIN, List.of(cells));
        }

        Row alarmIf(boolean alarming) {
            return alarming ? new Row(Tone.ALARM, cells) : this;
        }
    }

    public TextTable first(int count) {
        return new TextTable(columns, rows.subList(0, Math.min(count, rows.size())));
    }

    public int headerHeight() {
        return columns.stream()
                .mapToInt(column -> column.header().split("\n").length)
                .max()
                .orElse(0);
    }

    boolean hasUnknown() {
        return rows.stream().flatMap(row -> row.cells().stream()).anyMatch(Cells::isUnknown);
    }

    /** Header lines, then a line for each row; none is wider than asked. */
    public List<Line> lines(int width) {
        int[] widths = natural();
        shrinkSentences(widths, width);
        int gap = total(widths, 2) <= width ? 2 : 1;
        for (int i = 0; i < widths.length && total(widths, gap) > width; i++) {
            widths[i] = columns.get(i).fit() == Fit.GOES ? 0 : widths[i];
        }
        while (total(widths, gap) > width && shrinkWidest(widths)) {
            // one column narrower each time, so that the longest text gives most
        }
        var lines = new ArrayList<Line>();
        int height = headerHeight();
        for (int i = 0; i < height; i++) {
            lines.add(new Line(Tone.HEADER, join(header(i, height), widths, gap)).cut(width));
        }
        rows.forEach(row -> lines.add(new Line(row.tone(), join(row.cells(), widths, gap)).cut(width)));
        return lines;
    }

    private int[] natural() {
        return IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        columns.get(i)
                                .header()
                                .lines()
                                .mapToInt(Columns::of)
                                .max()
                                .orElse(0),
                        rows.stream()
                                .mapToInt(row -> Columns.of(row.cells().get(i)))
                                .max()
                                .orElse(0)))
                .toArray();
    }

    private void shrinkSentences(int[] widths, int width) {
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).fit() == Fit.RESTS) {
                int left = width - (total(widths, 2) - widths[i]);
                widths[i] = left >= LEAST_SENTENCE ? Math.min(widths[i], left) : 0;
            }
        }
    }

    private boolean shrinkWidest(int[] widths) {
        var widest = IntStream.range(0, widths.length)
                .filter(i -> columns.get(i).fit() == Fit.SHRINKS && widths[i] > LEAST_FLEXIBLE)
                .reduce((a, b) -> widths[b] > widths[a] ? b : a);
        widest.ifPresent(i -> widths[i]--);
        return widest.isPresent();
    }

    private static int total(int[] widths, int gap) {
        int shown = (int) IntStream.of(widths).filter(width -> width > 0).count();
        return IntStream.of(widths).sum() + gap * Math.max(0, shown - 1);
    }

    /** Headers stand on the rows: a short one leaves its upper lines empty. */
    private List<String> header(int line, int height) {
        return columns.stream()
                .map(column -> {
                    var lines = column.header().split("\n");
                    int own = line - (height - lines.length);
                    return own < 0 ? "" : lines[own];
                })
                .toList();
    }

    private String join(List<String> cells, int[] widths, int gap) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                var cell = Columns.cut(cells.get(i), widths[i]);
                line.append(line.isEmpty() ? "" : " ".repeat(gap))
                        .append(
                                columns.get(i).number()
                                        ? Columns.padLeft(cell, widths[i])
                                        : Columns.padRight(cell, widths[i]));
            }
        }
        return line.toString();
    }
}
