package dev.connstate.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of the view.
 *
 * @param title in capitals, with what it is about
 * @param omitted rows that the agent's bounded lists left out
 */
public record Section(String title, TextTable table, long omitted) {
    public boolean isEmpty() {
        return table.rows().isEmpty();
    }

    /** Lines when all rows are shown. */
    public int height() {
        return leastHeight() - 1 + table.rows().size() + (omitted > 0 ? 1 : 0);
    }

    /** Lines with a single one below the headers. */
    public int leastHeight() {
        return 2 + table.headerHeight();
    }

    /** Lines that show at least one row: less is not worth a section. */
    public int usefulHeight() {
        return Math.min(height(), leastHeight() + 1);
    }

    /** At most as many lines as asked, which are at least {@link #leastHeight}; the last one says how many are missing. */
    public List<Line> lines(int width, int height) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(Tone.TITLE, title).cut(width));
        int room = height - leastHeight() + 1;
        int all = table.rows().size();
        int shown = all + (omitted > 0 ? 1 : 0) <= room ? all : room - 1;
        lines.addAll(table.first(shown).lines(width));
        long more = all - shown + omitted;
        if (more > 0) {
            lines.add(new Line(Tone.REMARK, "… %d more".formatted(more)).cut(width));
        }
        return lines;
    }
}
