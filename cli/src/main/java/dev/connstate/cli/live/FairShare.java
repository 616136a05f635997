package dev.connstate.cli.live;

import dev.connstate.cli.output.Line;
import dev.connstate.cli.output.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sections that share a height: each gets its headers, and those that want more rows get them one by one. */
final class FairShare {
    private FairShare() {}

    static List<Line> lines(List<Section> sections, int columns, int room) {
        var shown = new ArrayList<Section>();
        int left = room;
        for (var section : sections) {
            // What comes later and is smaller may still fit.
            if (section.usefulHeight() + 1 <= left) {
                shown.add(section);
                left -= section.usefulHeight() + 1;
            }
        }
        int[] heights = shown.stream().mapToInt(Section::usefulHeight).toArray();
        for (int unused = left; unused > 0; unused--) {
            var poorest = IntStream.range(0, heights.length)
                    .filter(i -> heights[i] < shown.get(i).height())
                    .reduce((a, b) -> rows(shown.get(b), heights[b]) < rows(shown.get(a), heights[a]) ? b : a);
            if (poorest.isEmpty()) {
                break;
            }
            heights[poorest.getAsInt()]++;
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < heights.length; i++) {
            lines.add(Line.BLANK);
            lines.addAll(shown.get(i).lines(columns, heights[i]));
        }
        return lines;
    }

    private static int rows(Section section, int height) {
        return height - section.leastHeight();
    }
}
