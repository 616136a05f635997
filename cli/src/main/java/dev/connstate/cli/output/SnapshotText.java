package dev.connstate.cli.output;

import dev.connstate.report.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One look as text. */
public final class SnapshotText {
    private static final int WIDTH = 120;
    private static final int ROWS = 20;

    private SnapshotText() {}

    static String of(NodeReport report, Detail detail) {
        return switch (detail) {
            case NORMAL -> text(report, Sections.all(report, detail), WIDTH, ROWS);
            case WIDE -> text(report, Sections.all(report, detail), Integer.MAX_VALUE, Integer.MAX_VALUE - 10);
        };
    }

    private static String text(NodeReport report, List<Section> sections, int width, int rows) {
        var lines = new ArrayList<Line>();
        lines.add(Sections.node(report));
        for (var section : sections) {
            lines.add(Line.BLANK);
            lines.addAll(section.lines(width, section.leastHeight() - 1 + rows));
        }
        var remarks = Sections.remarks(report, sections);
        if (!remarks.isEmpty()) {
            lines.add(Line.BLANK);
            lines.addAll(remarks);
        }
        return join(lines);
    }

    public static String join(List<Line> lines) {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }
}
