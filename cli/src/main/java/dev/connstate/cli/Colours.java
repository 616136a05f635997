package dev.connstate.cli;

import dev.connstate.cli.output.Line;
import dev.connstate.cli.output.SnapshotText;
import dev.connstate.cli.output.Tone;
import java.util.List;
import java.util.stream.Collectors;

/** Lines as a terminal shows them. */
final class Colours {
    private static final String PLAIN = "\u001b[0m";

    private Colours() {}

    static String text(List<Line> lines, Paper paper) {
        if (!paper.bold()) {
            return SnapshotText.join(lines);
        }
        boolean colour = !System.getenv().containsKey("NO_COLOR");
        return lines.stream()
                .map(line -> line.tone() == Tone.PLAIN || line.text().isEmpty()
                        ? line.text() + "\n"
                        : code(line.tone(), colour) + line.text() + PLAIN + "\n")
                .collect(Collectors.joining());
    }

    private static String code(Tone tone, boolean colour) {
        int number = switch (tone) {
            case PLAIN -> 0;
            case TITLE -> 1;
            case HEADER -> colour ? 36 : 0;
            case ALARM -> colour ? 31 : 1;
            case WARNING -> colour ? 33 : 1;
            case REMARK -> colour ? 2 : 0;
        };
        return "\u001b[" + number + "m";
    }
}
