package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.Confidence;
import dev.connstate.crds.tuning.TuningAdvice;
import dev.connstate.crds.tuning.TuningRefusal;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the findings come to: one list of settings, of advice and of refusals. */
final class Proposals {
    private static final int MOST_SETTINGS = 32;
    private static final int MOST = 16;

    private Proposals() {}

    /** Of two that propose the same setting the worse finding is heard, unless the other wants more of it. */
    static List<TuningSetting> settings(List<Shared> findings, List<Target> targets) {
        var settings = new LinkedHashMap<String, TuningSetting>();
        for (var finding : findings) {
            for (var advice : finding.verdict().advice()) {
                advice.setting()
                        .map(setting -> setting(setting, advice, finding, targets))
                        .ifPresent(setting -> settings.merge(setting.name(), setting, Proposals::more));
            }
        }
        return settings.values().stream().limit(MOST_SETTINGS).toList();
    }

    /** Sentences about settings are among them: in the order of doing, each once. */
    static List<TuningAdvice> advice(List<Shared> findings) {
        return findings.stream()
                .flatMap(finding -> finding.verdict().advice().stream())
                .map(advice ->
                        new TuningAdvice(TuningAdvice.Kind.valueOf(advice.kind().name()), advice.text()))
                .distinct()
                .sorted(Comparator.comparing(advice -> advice.kind() == TuningAdvice.Kind.NOTHING))
                .limit(MOST)
                .toList();
    }

    /** Nothing is refused that another finding proposes. */
    static List<TuningRefusal> refused(List<Shared> findings, List<TuningSetting> settings) {
        var proposed = settings.stream().map(TuningSetting::name).toList();
        return findings.stream()
                .flatMap(finding -> finding.verdict().refused().stream())
                .filter(refusal -> !proposed.contains(refusal.setting()))
                .collect(Collectors.toMap(
                        Refusal::setting, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .map(refusal -> new TuningRefusal(refusal.setting(), refusal.why()))
                .limit(MOST)
                .toList();
    }

    /** A setting as it was said before, with the values of now. */
    static TuningSetting withCurrent(TuningSetting setting, List<Target> targets) {
        return new TuningSetting(
                setting.name(),
                setting.scope(),
                setting.kubernetes(),
                current(setting.name(), setting.scope(), targets).orElse(null),
                setting.proposed(),
                setting.confidence(),
                setting.appliesTo(),
                setting.risk(),
                setting.reason());
    }

    /** A value with the whitespace that the kernel prints made one blank. */
    static Optional<String> value(Sighting sighting, String name, TuningSetting.Scope scope) {
        var sysctls = scope == TuningSetting.Scope.NODE_GLOBAL
                ? sighting.host().sysctls()
                : sighting.now().sysctls();
        return Optional.ofNullable(sysctls.get(name)).map(Proposals::plain);
    }

    static String plain(String value) {
        return value.strip().replaceAll("\\s+", " ");
    }

    private static TuningSetting setting(Setting setting, Advice advice, Shared finding, List<Target> targets) {
        var scope = TuningSetting.Scope.valueOf(setting.scope().name());
        return new TuningSetting(
                setting.name(),
                scope,
                TuningSetting.Safety.valueOf(setting.kubernetes().name()),
                current(setting.name(), scope, targets).orElse(null),
                plain(setting.proposed()),
                Confidence.valueOf(finding.verdict().confidence().name()),
                setting.appliesTo(),
                advice.risk().isEmpty() ? null : advice.risk(),
                finding.key());
    }

    private static TuningSetting more(TuningSetting first, TuningSetting other) {
        try {
            return Long.parseLong(other.proposed()) > Long.parseLong(first.proposed()) ? other : first;
        } catch (NumberFormatException e) {
            return first; // ranges and triples: the worse finding knows
        }
    }

    /** {@code 4096 (5), 128 (1)}, the most frequent first; only the value where all have the same. */
    private static Optional<String> current(String name, TuningSetting.Scope scope, List<Target> targets) {
        Map<String, Long> values = targets.stream()
                .flatMap(target -> target.sighting().stream())
                .flatMap(sighting -> value(sighting, name, scope).stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        if (values.size() <= 1) {
            return values.keySet().stream().findFirst();
        }
        return Optional.of(values.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ")));
    }
}
