package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.lab.Expected;
import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labs for people: which there are, what happens on the stage, and how it ended. */
public final class LabText {
    private LabText() {}

    /** Three lines each. */
    public static String list(Labs labs) {
        return labs.all().stream()
                .map(lab -> "%s%n    %s%n    %s%n".formatted(lab.name(), lab.about(), expects(lab)))
                .collect(Collectors.joining("\n"));
    }

    /** @param enter the command that runs another one on the stage */
    public static String opening(Lab lab, int pid, long namespace, String enter) {
        return """
                %s: %s
                %s
                The stage is process %d in network namespace %d. To look at it yourself: %s ss -tan

                """.formatted(lab.name(), lab.about(), expects(lab), pid, namespace, enter);
    }

    public static String step(Duration since, String step) {
        return "%7s  %s%n".formatted(seconds(since), Columns.printable(step));
    }

    public static String outcome(LabOutcome outcome) {
        var findings = Stream.concat(outcome.met().stream(), outcome.others().stream());
        return "\n" + verdict(outcome) + "\n" + findings.map(LabText::finding).collect(Collectors.joining());
    }

    public static String holding(String time) {
        return "\nThe stage stays for %s. Ctrl-C ends it.\n".formatted(time);
    }

    private static String expects(Lab lab) {
        return lab.expected()
                .map(it -> "To be found: " + expects(it))
                .or(() -> lab.worst().map(worst -> "Healthy: %s at most.".formatted(name(worst))))
                .orElse("Healthy: nothing to be found.");
    }

    private static String expects(Expected expected) {
        var who = switch (expected.who()) {
            case LISTENER -> "the listener at port " + expected.port();
            case DESTINATION -> "the destination with port " + expected.port();
            case PROCESS -> "the process";
            case NAMESPACE -> "the namespace";
        };
        return "%s, because of %s, with %s.".formatted(expected.symptom(), expected.cause(), who);
    }

    private static String verdict(LabOutcome outcome) {
        var after = "after %s and %d looks".formatted(seconds(outcome.took()), outcome.looks());
        boolean healthy = outcome.lab().expected().isEmpty();
        return switch (outcome.ending()) {
            case AS_EXPECTED ->
                healthy ? "As expected, %s: %s".formatted(after, all(outcome)) : "Found %s:".formatted(after);
            case OTHERWISE ->
                healthy
                        ? "Not as expected, %s: %s".formatted(after, all(outcome))
                        : "Not found %s. %s".formatted(after, all(outcome));
            case INTERRUPTED -> "Ended early, %s: %s".formatted(after, all(outcome));
        };
    }

    private static String all(LabOutcome outcome) {
        return outcome.others().isEmpty() ? "Nothing was found." : "Found was this:";
    }

    /** All of it. */
    private static String finding(Finding finding) {
        var verdict = finding.verdict();
        return "\n%s %s/%s: %s\n%s%s%s"
                .formatted(
                        name(verdict.severity()),
                        verdict.symptom(),
                        verdict.cause(),
                        verdict.summary(),
                        items(verdict.evidence().stream()
                                .map(it -> it.what() + ": " + it.value())
                                .toList()),
                        items(verdict.advice().stream()
                                .map(it -> "Do: " + it.text())
                                .toList()),
                        items(verdict.refused().stream()
                                .map(it -> "Do not: %s. %s".formatted(it.setting(), it.why()))
                                .toList()));
    }

    private static String items(List<String> lines) {
        return lines.stream()
                .map(line -> "    " + Columns.printable(line) + "\n")
                .collect(Collectors.joining());
    }

    private static String name(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
