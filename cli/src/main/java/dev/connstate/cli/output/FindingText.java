package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finding in full: who, since when, what, the evidence, what to do and what not to. */
public final class FindingText {
    private static final int LEAST_WIDTH = 40;
    private static final int LABEL = 12;

    private final int room;
    private final List<Line> lines = new ArrayList<>();

    private FindingText(int room) {
        this.room = room;
    }

    /** None is wider than asked; below 40 columns it is not to be read. */
    public static List<Line> lines(Finding finding, int width) {
        var text = new FindingText(Math.max(LEAST_WIDTH, width) - LABEL);
        var verdict = finding.verdict();
        text.heading(verdict);
        text.add("who", Wrapped.lines(FindingWho.full(verdict.subject()), text.room));
        text.add("since", Wrapped.lines(since(finding), text.room));
        text.add("what", Wrapped.lines(verdict.summary(), text.room));
        text.add("evidence", text.evidence(verdict.evidence()));
        text.add("do", text.advice(verdict.advice()));
        text.add("do not", text.refused(verdict));
        text.add("more", Wrapped.lines("connstate explain " + verdict.symptom(), text.room));
        return text.lines.stream().map(line -> line.cut(width)).toList();
    }

    private void heading(Verdict verdict) {
        var severity = Names.of(verdict.severity()).toUpperCase(Locale.ROOT);
        var what = "%s/%s (confidence: %s)"
                .formatted(
                        verdict.symptom(),
                        verdict.cause(),
                        Names.of(verdict.confidence()).toLowerCase(Locale.ROOT));
        add(tone(verdict.severity()), severity, Wrapped.lines(what, room));
    }

    static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.ALARM;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.TITLE;
        };
    }

    /** When it was seen first; it may have begun before anybody looked. */
    private static String since(Finding finding) {
        var since = Timestamps.seconds(finding.since()) + " or earlier";
        var lasted = Duration.between(finding.since(), finding.lastSeen());
        return lasted.toSeconds() == 0 ? since : "%s, last seen %s later".formatted(since, Cells.seconds(lasted));
    }

    /** Numbers under each other, as long as what they are of leaves them half of the line. */
    private List<String> evidence(List<Evidence> all) {
        int widest = all.stream()
                .mapToInt(evidence -> Columns.of(Columns.printable(evidence.what())))
                .max()
                .orElse(0);
        int left = Math.min(widest, room / 2);
        var text = new ArrayList<String>();
        for (var evidence : all) {
            var what = Wrapped.lines(evidence.what(), left);
            var value = Wrapped.lines(evidence.value(), room - left - 2);
            for (int i = 0; i < Math.max(what.size(), value.size()); i++) {
                text.add(Columns.padRight(i < what.size() ? what.get(i) : "", left) + "  "
                        + (i < value.size() ? value.get(i) : ""));
            }
        }
        return text;
    }

    private List<String> advice(List<Advice> all) {
        var text = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            var advice = all.get(i);
            text.addAll(hanging(i + 1 + ". ", who(advice.kind()) + ": " + advice.text()));
            advice.setting().ifPresent(setting -> {
                text.addAll(
                        hanging("   ", "%s: %s → %s".formatted(setting.name(), setting.current(), setting.proposed())));
                text.addAll(hanging("   ", reach(setting)));
            });
            if (!advice.risk().isEmpty()) {
                text.addAll(hanging("   ", "Risk: " + advice.risk()));
            }
        }
        return text;
    }

    private static String who(Advice.Kind kind) {
        return switch (kind) {
            case APPLICATION -> "Application";
            case POD_SYSCTL -> "Pod sysctl";
            case NODE_SYSCTL -> "Node sysctl";
            case INFRASTRUCTURE -> "Infrastructure";
            case NOTHING -> "Nothing";
        };
    }

    private static String reach(Setting setting) {
        var scope = switch (setting.scope()) {
            case POD_NET_NS -> "each network namespace has its own";
            case NODE_GLOBAL -> "one for the whole node";
        };
        var kubernetes = switch (setting.kubernetes()) {
            case SAFE -> "safe in Kubernetes";
            case UNSAFE -> "unsafe in Kubernetes (the kubelet must allow it)";
            case NODE_ONLY -> "not a pod's to set";
        };
        return "%s; %s; applies to %s".formatted(scope, kubernetes, setting.appliesTo());
    }

    private List<String> refused(Verdict verdict) {
        var text = new ArrayList<String>();
        verdict.refused().forEach(refusal -> text.addAll(hanging("- ", refusal.setting() + ": " + refusal.why())));
        return text;
    }

    private List<String> hanging(String bullet, String text) {
        var wrapped = new ArrayList<String>();
        for (var line : Wrapped.lines(text, room - bullet.length())) {
            wrapped.add((wrapped.isEmpty() ? bullet : " ".repeat(bullet.length())) + line);
        }
        return wrapped;
    }

    private void add(String label, List<String> text) {
        add(Tone.PLAIN, "  " + label, text);
    }

    private void add(Tone tone, String label, List<String> text) {
        for (int i = 0; i < text.size(); i++) {
            lines.add(new Line(tone, Columns.padRight(i == 0 ? label : "", LABEL) + text.get(i)));
        }
    }
}
