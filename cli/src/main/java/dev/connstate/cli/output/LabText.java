package dev.connstate.cli.output;

import dev.connstate.diagnosis.lab.Expected;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Labs for people: which there are, what happens on the stage, and how it ended. */
public final class LabText {
    private static final int INDENT = 4;
    private static final int TIME = 9;

    private LabText() {}

    public static List<Line> list(Labs labs, int width) {
        var lines = new ArrayList<Line>();
        for (var lab : labs.all()) {
            if (!lines.isEmpty()) {
                lines.add(Line.BLANK);
            }
            lines.add(new Line(Tone.TITLE, lab.name()));
            lines.addAll(indented(lab.about(), INDENT, width));
            lines.addAll(indented(expects(lab), INDENT, width));
        }
        return lines;
    }

    /** @param enter the command that runs another one on the stage */
    public static List<Line> opening(Lab lab, int pid, long namespace, String enter, int width) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(Tone.TITLE, lab.name()));
        lines.addAll(indented(lab.about(), INDENT, width));
        lines.addAll(indented(expects(lab), INDENT, width));
        lines.addAll(indented(
                "On stage is process %d in network namespace %d. To look at it yourself:".formatted(pid, namespace),
                INDENT,
                width));
        // Not broken, so that it can be copied.
        lines.add(new Line(Tone.PLAIN, " ".repeat(2 * INDENT) + enter + " ss -tan"));
        lines.add(Line.BLANK);
        return lines;
    }

    /** @param since the beginning */
    public static List<Line> step(Duration since, String step, int width) {
        var lines = new ArrayList<Line>();
        for (var part : Wrapped.lines(step, width - TIME - 2)) {
            var time = lines.isEmpty() ? Columns.padLeft(seconds(since), TIME) : " ".repeat(TIME);
            lines.add(new Line(Tone.PLAIN, time + "  " + part));
        }
        return lines;
    }

    public static List<Line> outcome(LabOutcome outcome, int width) {
        var lines = new ArrayList<Line>();
        lines.add(Line.BLANK);
        lines.addAll(indented(verdict(outcome), 0, width));
        Stream.concat(outcome.met().stream(), outcome.others().stream()).forEach(finding -> {
            lines.add(Line.BLANK);
            lines.addAll(FindingText.lines(finding, width));
        });
        return lines;
    }

    /** @param time empty for ever */
    public static List<Line> holding(Optional<String> time) {
        var text = time.map("The stage stays for %s. Ctrl-C ends it."::formatted)
                .orElse("The stage stays until Ctrl-C or SIGTERM.");
        return List.of(Line.BLANK, new Line(Tone.PLAIN, text));
    }

    private static String expects(Lab lab) {
        return lab.expected()
                .map(it -> "To be found: " + expects(it))
                .or(() -> lab.worst()
                        .map(worst -> "Healthy: at most a finding of severity %s."
                                .formatted(Names.of(worst).toLowerCase(Locale.ROOT))))
                .orElse("Healthy: nothing is to be found.");
    }

    private static String expects(Expected expected) {
        var who = switch (expected.who()) {
            case LISTENER -> "the listener with port " + expected.port();
            case DESTINATION -> "the destination with port " + expected.port();
            case PROCESS -> "the process";
            case NAMESPACE -> "the namespace";
        };
        return "%s/%s, at %s.".formatted(expected.symptom(), expected.cause(), who);
    }

    private static String verdict(LabOutcome outcome) {
        var after = "after %s and %d look%s"
                .formatted(seconds(outcome.took()), outcome.looks(), outcome.looks() == 1 ? "" : "s");
        var seen = outcome.others().isEmpty() ? "Nothing was found." : "What was found:";
        return switch (outcome.ending()) {
            case AS_EXPECTED ->
                outcome.met().isPresent() ? "Found, %s.".formatted(after) : "Healthy, %s. %s".formatted(after, seen);
            case OTHERWISE -> "Not as expected, %s. %s".formatted(after, seen);
            case INTERRUPTED -> "Ended early, %s. %s".formatted(after, seen);
        };
    }

    private static List<Line> indented(String text, int indent, int width) {
        return Wrapped.lines(text, width - indent).stream()
                .map(part -> new Line(Tone.PLAIN, " ".repeat(indent) + part))
                .toList();
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
