package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.TuningAdvice;
import dev.connstate.crds.tuning.TuningStatus;
import java.util.List;
import java.util.Optional;

/** What of a status is worth a write: no evidence, no window, no number within a sentence. */
record Gist(
        Long generation,
        List<String> findings,
        List<String> settings,
        List<TuningAdvice> advice,
        Optional<Integer> nodes,
        List<String> conditions) {
    static Gist of(TuningStatus status) {
        return new Gist(
                status.observedGeneration(),
                Optional.ofNullable(status.findings()).orElse(List.of()).stream()
                        .map(it -> "%s/%s %s %s".formatted(it.symptom(), it.cause(), it.severity(), it.confidence()))
                        .toList(),
                Recommendation.settings(status).stream()
                        .map(it -> "%s %s %s".formatted(it.name(), it.current(), it.proposed()))
                        .toList(),
                Optional.ofNullable(status.advice()).orElse(List.of()),
                Optional.ofNullable(status.nodes()).map(TuningStatus.Nodes::count),
                Recommendation.conditions(status).stream()
                        .map(it -> "%s %s %s".formatted(it.getType(), it.getStatus(), it.getReason()))
                        .toList());
    }
}
