package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.TuningStatus.Effect;
import dev.connstate.crds.tuning.TuningStatus.Measure;
import dev.connstate.operator.fleet.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether settings help: the numbers of before they were applied, and the mean of those since. A value. After a restart
 * the counting since then begins anew, with the same numbers of before.
 *
 * @param before by what was counted, the most telling first
 * @param since when all had the settings; empty before
 * @param sums of the numbers since
 * @param looks how many numbers those are
 */
record Trial(
        Map<String, Double> before, Optional<Instant> since, Instant countedFrom, Map<String, Double> sums, int looks) {
    static final Trial NONE = new Trial(Map.of(), Optional.empty(), Instant.EPOCH, Map.of(), 0);

    /** Less says little: pods have just been made anew. */
    static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

    /** Half of what it was is better, and a quarter more is worse; between them is chance. */
    private static final double BETTER = 0.5;

    private static final double WORSE = 1.25;

    /** What a status says of it. */
    static Trial of(Effect effect, Instant now) {
        if (effect == null) {
            return NONE;
        }
        var before = new LinkedHashMap<String, Double>();
        Optional.ofNullable(effect.measures())
                .orElse(List.of())
                .forEach(measure -> before.put(measure.what(), Double.parseDouble(measure.before())));
        return new Trial(before, Optional.ofNullable(effect.since()).map(it -> it.toInstant()), now, Map.of(), 0);
    }

    /** While the settings are not applied: what will be compared. */
    Trial untried(List<Shared> findings, List<Target> targets) {
        var counted = new LinkedHashMap<String, Double>();
        for (var what : Measures.of(findings, targets)) {
            Measures.count(what, targets).ifPresent(value -> counted.put(what, value));
        }
        return counted.isEmpty()
                ? new Trial(before, Optional.empty(), Instant.EPOCH, Map.of(), 0)
                : new Trial(counted, Optional.empty(), Instant.EPOCH, Map.of(), 0);
    }

    /** One look more at the settings applied. */
    Trial tried(List<Target> targets, Instant now) {
        if (since.isEmpty()) {
            return new Trial(before, Optional.of(now), now, Map.of(), 0);
        }
        var next = new LinkedHashMap<>(sums);
        for (var what : before.keySet()) {
            Measures.count(what, targets).ifPresent(value -> next.merge(what, value, Double::sum));
        }
        return new Trial(before, since, countedFrom, next, looks + 1);
    }

    /** Empty until there is enough to tell. */
    Optional<Outcome> outcome(Instant now) {
        var first = before.keySet().stream().filter(sums::containsKey).findFirst();
        if (since.isEmpty() || looks == 0 || first.isEmpty() || now.isBefore(countedFrom.plus(LONG_ENOUGH))) {
            return Optional.empty();
        }
        double was = before.get(first.get());
        double is = sums.get(first.get()) / looks;
        return Optional.of(
                is <= was * BETTER && was > 0 ? Outcome.BETTER : is > was * WORSE ? Outcome.WORSE : Outcome.SAME);
    }

    /** {@code TcpExt.ListenOverflows per minute: 624 before, 0 since} */
    String text() {
        return before.entrySet().stream()
                .map(entry -> "%s: %s before%s"
                        .formatted(
                                entry.getKey(),
                                number(entry.getValue()),
                                sums.containsKey(entry.getKey()) && looks > 0
                                        ? ", %s since".formatted(number(sums.get(entry.getKey()) / looks))
                                        : ""))
                .findFirst()
                .orElse("There were no numbers before");
    }

    Effect effect() {
        if (before.isEmpty()) {
            return null;
        }
        return new Effect(
                since.map(it -> it.atZone(ZoneOffset.UTC)).orElse(null),
                before.entrySet().stream()
                        .map(entry -> new Measure(
                                entry.getKey(),
                                number(entry.getValue()),
                                looks > 0 && sums.containsKey(entry.getKey())
                                        ? number(sums.get(entry.getKey()) / looks)
                                        : null))
                        .toList());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%d".formatted((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** How before and since compare. */
    enum Outcome {
        BETTER,
        SAME,
        WORSE
    }
}
