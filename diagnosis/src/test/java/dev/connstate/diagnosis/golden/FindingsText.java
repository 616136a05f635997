package dev.connstate.diagnosis.golden;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.report.Container;
import dev.connstate.report.ProcessRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

/** Findings as a text that is easily read and compared. */
final class FindingsText {
    private final StringBuilder text = new StringBuilder();

    @Override
    public String toString() {
        return text.toString();
    }

    void missed(Instant at) {
        text.append("%s  no report%n".formatted(clock(at)));
    }

    /** A line for each look, and one more for each finding after the first. */
    void look(Instant at, List<Finding> findings) {
        if (findings.isEmpty()) {
            text.append("%s  -%n".formatted(clock(at)));
        }
        for (int i = 0; i < findings.size(); i++) {
            var verdict = findings.get(i).verdict();
            text.append("%s  %-8s %s/%s of %s%n"
                    .formatted(
                            i == 0 ? clock(at) : " ".repeat(5),
                            verdict.severity(),
                            verdict.symptom(),
                            verdict.cause(),
                            who(verdict.subject())));
        }
    }

    /** All there is to say. */
    void details(List<Finding> findings) {
        for (var finding : findings) {
            var verdict = finding.verdict();
            text.append("%n%s %s/%s, confidence %s, since %s, last seen %s%n"
                    .formatted(
                            verdict.severity(),
                            verdict.symptom(),
                            verdict.cause(),
                            verdict.confidence(),
                            clock(finding.since()),
                            clock(finding.lastSeen())));
            text.append("  %s%n  %s%n".formatted(subject(verdict.subject()), verdict.summary()));
            verdict.evidence().forEach(it -> text.append("  evidence: %s: %s%n".formatted(it.what(), it.value())));
            verdict.advice().forEach(this::advice);
            verdict.refused().forEach(it -> text.append("  refused: %s: %s%n".formatted(it.setting(), it.why())));
        }
    }

    private void advice(Advice advice) {
        text.append("  advice: %s: %s%n".formatted(advice.kind(), advice.text()));
        advice.setting().ifPresent(it -> text.append("    %s%n".formatted(setting(it))));
        if (!advice.risk().isEmpty()) {
            text.append("    risk: %s%n".formatted(advice.risk()));
        }
    }

    private static String setting(Setting it) {
        return "%s: %s -> %s; %s, %s, applies to %s"
                .formatted(it.name(), it.current(), it.proposed(), it.scope(), it.kubernetes(), it.appliesTo());
    }

    private static String who(Subject subject) {
        var words = new StringJoiner(" ");
        subject.pod().ifPresent(pod -> words.add("pod " + pod.uid()));
        if (subject.pod().isEmpty()) {
            words.add("namespace " + subject.namespace());
        }
        subject.listener().ifPresent(it -> words.add("listener " + it.address().withPort(it.port())));
        subject.destination()
                .ifPresent(it -> words.add("destination " + it.address().withPort(it.port())));
        if (subject.listener().isEmpty() && subject.destination().isEmpty()) {
            subject.process().ifPresent(it -> words.add("process " + it.name()));
        }
        return words.toString();
    }

    private static String subject(Subject subject) {
        var words = new StringJoiner(", ");
        words.add("namespace " + subject.namespace());
        subject.pod().ifPresent(pod -> words.add("pod " + pod.uid()));
        subject.process().ifPresent(it -> words.add("process " + process(it)));
        subject.listener().ifPresent(it -> words.add("listener " + it.address().withPort(it.port())));
        subject.destination()
                .ifPresent(it -> words.add(
                        "destination %s from %s".formatted(it.address().withPort(it.port()), it.source())));
        return words.toString();
    }

    private static String process(ProcessRef it) {
        return "%d %s%s"
                .formatted(
                        it.pid(),
                        it.name(),
                        it.container()
                                .flatMap(Container::id)
                                .map(" in container "::concat)
                                .orElse(""));
    }

    /** Minutes and seconds since the first look. */
    private static String clock(Instant at) {
        var time = Duration.between(Case.BEGIN, at);
        return "%02d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
