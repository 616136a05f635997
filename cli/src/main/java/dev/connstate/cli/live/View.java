package dev.connstate.cli.live;

import dev.connstate.cli.output.Line;
import dev.connstate.cli.output.Section;
import dev.connstate.cli.output.Sections;
import dev.connstate.cli.output.TextTable;
import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.cli.output.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A frame as lines. */
public final class View {
    private static final int BLOCK_WIDTH = 120;
    private static final int BLOCK_ROWS = 10;
    private static final int REMARK_SHARE = 6;

    private View() {}

    /** Never more lines than {@code rows}, none wider than {@code columns}. */
    public static List<Line> screen(Frame frame, int columns, int rows) {
        var sections = sections(frame);
        var remarks = remarks(frame, sections, Math.max(1, rows / REMARK_SHARE));
        var lines = new ArrayList<Line>();
        lines.add(Sections.node(frame.report()));
        lines.add(status(frame));
        int room = rows - lines.size() - (remarks.isEmpty() ? 0 : remarks.size() + 1);
        lines.addAll(FairShare.lines(sections, columns, room));
        if (!remarks.isEmpty()) {
            lines.add(Line.BLANK);
            lines.addAll(remarks);
        }
        return lines.stream().limit(rows).map(line -> line.cut(columns)).toList();
    }

    /** For files and pipes: no size to fit, but still a bounded block for each look. */
    public static List<Line> block(Frame frame) {
        var sections = sections(frame);
        var lines = new ArrayList<Line>();
        lines.add(Sections.node(frame.report()));
        lines.add(status(frame));
        for (var section : sections) {
            lines.add(Line.BLANK);
            lines.addAll(section.lines(BLOCK_WIDTH, section.leastHeight() - 1 + BLOCK_ROWS));
        }
        lines.add(Line.BLANK);
        var remarks = remarks(frame, sections, BLOCK_ROWS);
        if (!remarks.isEmpty()) {
            lines.addAll(remarks);
            lines.add(Line.BLANK);
        }
        return lines;
    }

    /** One look alone cannot say that nothing is wrong. */
    private static Line status(Frame frame) {
        boolean well = frame.findings().isEmpty() && frame.previous().isPresent();
        return new Line(Tone.REMARK, frame.status() + (well ? "   no findings" : ""));
    }

    private static List<Section> sections(Frame frame) {
        var report = frame.report();
        var movements = frame.previous()
                .map(previous -> Movement.between(previous, report))
                .orElse(List.of());
        return Stream.of(
                        Sections.findings(report, frame.findings()),
                        Sections.namespaces(report),
                        Sections.listeners(report),
                        Sections.destinations(report),
                        Sections.closeWait(report),
                        moved(movements),
                        Sections.udp(report))
                .filter(section -> !section.isEmpty())
                .toList();
    }

    private static Section moved(List<Movement> movements) {
        var columns = List.of(
                Column.text("NETNS"),
                Column.flexible("WHO"),
                Column.text("COUNTER"),
                Column.number("MOVED BY"),
                Column.number("PER SECOND"));
        var rows = movements.stream()
                .map(movement -> Row.of(
                        Long.toString(movement.namespace().id()),
                        Sections.who(movement.namespace()),
                        movement.counter(),
                        "+" + Long.toUnsignedString(movement.delta()),
                        "%.1f".formatted(movement.perSecond())))
                .toList();
        return new Section("KERNEL COUNTERS THAT MOVED", new TextTable(columns, rows), 0);
    }

    private static List<Line> remarks(Frame frame, List<Section> sections, int most) {
        var remarks = Sections.remarks(frame.report(), sections);
        if (remarks.size() <= most) {
            return remarks;
        }
        var cut = new ArrayList<>(remarks.subList(0, most - 1));
        cut.add(new Line(Tone.ALARM, "not seen: … %d more".formatted(remarks.size() - cut.size())));
        return cut;
    }
}
