package dev.connstate.cli.output;

import dev.connstate.cli.output.Diagnosed.Watched;
import java.util.ArrayList;
import java.util.List;

/** A diagnosis for people: one line that says how it went, then what is wrong, then what could not be known. */
public final class DiagnosisText {
    private DiagnosisText() {}

    public static List<Line> lines(Diagnosed diagnosed, int width) {
        var lines = new ArrayList<Line>();
        lines.addAll(wrapped(Tone.PLAIN, "", heading(diagnosed), width));
        for (var finding : diagnosed.findings()) {
            lines.add(Line.BLANK);
            lines.addAll(FindingText.lines(finding, width));
        }
        if (!diagnosed.findings().isEmpty()) {
            lines.add(Line.BLANK);
        }
        diagnosed.problems().forEach(problem -> lines.addAll(wrapped(Tone.ALARM, "not seen: ", problem, width)));
        if (!diagnosed.notLookedAt().isEmpty()) {
            lines.addAll(wrapped(Tone.REMARK, "not looked at: ", String.join("; ", diagnosed.notLookedAt()), width));
        }
        while (lines.getLast().equals(Line.BLANK)) {
            lines.removeLast();
        }
        return lines;
    }

    private static String heading(Diagnosed diagnosed) {
        var watched = diagnosed.watched();
        int findings = diagnosed.findings().size();
        var verdict = findings == 0 ? "Nothing wrong" : counted(findings, "finding");
        return "%s: %s, %s, %s %s."
                .formatted(
                        verdict,
                        namespaces(watched),
                        counted(watched.listeners(), "listener"),
                        counted(watched.connections(), "connection"),
                        watched.looks() > 1 ? "watched for " + length(diagnosed) : "looked at once");
    }

    private static String namespaces(Watched watched) {
        var all = counted(watched.namespaces(), "namespace");
        return watched.unreadable() == 0 ? all : "%s (%d not readable)".formatted(all, watched.unreadable());
    }

    private static String length(Diagnosed diagnosed) {
        long millis = diagnosed.window().length().toMillis();
        return millis < 9_950 ? "%.1f s".formatted(millis / 1000.0) : "%d s".formatted(Math.round(millis / 1000.0));
    }

    private static String counted(long count, String noun) {
        return "%,d %s".formatted(count, count == 1 ? noun : noun + "s");
    }

    private static List<Line> wrapped(Tone tone, String label, String text, int width) {
        var lines = new ArrayList<Line>();
        for (var part : Wrapped.lines(text, width - label.length())) {
            lines.add(new Line(tone, (lines.isEmpty() ? label : " ".repeat(label.length())) + part).cut(width));
        }
        return lines;
    }
}
