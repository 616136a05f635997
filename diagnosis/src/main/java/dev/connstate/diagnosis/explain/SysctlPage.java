package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.sysctl.Form;
import dev.connstate.diagnosis.sysctl.Release;
import dev.connstate.diagnosis.sysctl.Scope;
import dev.connstate.diagnosis.sysctl.Sysctl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a kernel setting, from the table that advice is made of. */
final class SysctlPage {
    private SysctlPage() {}

    static Page of(Sysctl sysctl) {
        return Page.named(Kind.SYSCTL, sysctl.name(), List.of(sysctl.shortName()), source(sysctl));
    }

    private static String source(Sysctl sysctl) {
        return Stream.of(
                        "# " + sysctl.name(),
                        sentence(sysctl.about()),
                        "## Meaning",
                        facts(sysctl),
                        "## What helps",
                        whenToChange(sysctl),
                        "## What does not help",
                        sentence(
                                sysctl.effect().never().isEmpty()
                                        ? "No wrong use of it is known"
                                        : sysctl.effect().never()),
                        "## Versions",
                        versions(sysctl.scope()))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String facts(Sysctl sysctl) {
        var rows = Stream.of(
                row("default", sysctl.value().standard()),
                row("takes", takes(sysctl.value().form())),
                row("whose", sysctl.scope().reach().text()),
                row("Kubernetes", sysctl.scope().kubernetes().text()),
                row("seen by", sysctl.effect().appliesTo()),
                sysctl.value()
                        .need()
                        .map(need -> row(
                                "only while", "%s is %s".formatted(need.sysctl(), String.join(" or ", need.values()))))
                        .orElse(""));
        return rows.collect(Collectors.joining("", "| | |\n|---|---|\n", "")).stripTrailing();
    }

    private static String takes(Form form) {
        return form.equals(Form.INT) ? "any int, the kernel does not check it" : form.text();
    }

    private static String row(String what, String text) {
        return "| %s | %s |\n".formatted(what, text);
    }

    private static String whenToChange(Sysctl sysctl) {
        var effect = sysctl.effect();
        if (effect.helpsWhen().isEmpty()) {
            return "No state, queue or counter speaks for changing it.";
        }
        var risk = effect.risk().isEmpty() ? "" : "\n\nWhat it may cost: %s.".formatted(effect.risk());
        return "What speaks for changing it: %s.".formatted(effect.helpsWhen()) + risk;
    }

    private static String versions(Scope scope) {
        return Stream.of(
                        scope.since().map(release -> text("In kernels since", release)),
                        scope.until().map(release -> text("Gone from kernels since", release)),
                        scope.namespacedSince().map(release -> text("Each namespace has its own since", release)))
                .flatMap(Optional::stream)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), text -> text.isEmpty() ? "Present in 6.1, 6.12 and 6.18." : text));
    }

    private static String text(String what, Release release) {
        return "%s %s.".formatted(what, release.text());
    }

    private static String sentence(String phrase) {
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + (phrase.endsWith(".") ? "" : ".");
    }
}
