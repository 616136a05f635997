package dev.connstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.AgentSettings;
import dev.connstate.agent.Selection;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.lab.MixedLabs;
import dev.connstate.lab.Performance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Faults that are there at once are all found, each with the one who has it. */
@NeedsRoot
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SeveralFaultsIT {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Of which the first sees the beginning. */
    private static final int LOOKS = 8;

    @Test
    void onOneStageAreAllFoundAndNotMixedUp() throws Exception {
        try (var stage = MixedLabs.play(MixedLabs.SEVERAL)) {
            var found = verdicts(stage);
            assertThat(MixedLabs.FAULTS)
                    .allSatisfy(fault -> assertThat(found)
                            .as("%s among %s", fault, text(found))
                            .anyMatch(fault::isMetBy));
            assertThat(found)
                    .as(text(found))
                    .noneMatch(verdict -> verdict.subject().listener().stream()
                            .anyMatch(listener -> listener.port() == MixedLabs.INNOCENT));
        }
    }

    @Test
    void theSameOneOnTwoStagesHasTwoSubjects() throws Exception {
        var lab = Catalogue.labs()
                .named("accept-queue-overflow/application-backlog")
                .getFirst();
        var expected = lab.expected().orElseThrow();
        try (var one = Performance.of(lab);
                var other = Performance.of(lab);
                var healthy = Performance.of(
                        Catalogue.labs().named("healthy/burst-that-fits").getFirst())) {
            var found = verdicts(one, other, healthy);
            assertThat(namespaces(found, expected::isMetBy))
                    .as(text(found))
                    .containsExactlyInAnyOrder(one.namespace(), other.namespace());
            assertThat(namespaces(found, _ -> true)).doesNotContain(healthy.namespace());
        }
    }

    private static List<Verdict> verdicts(Performance... stages) throws InterruptedException {
        var ids = Stream.of(stages).map(Performance::namespace).collect(Collectors.toSet());
        try (var lookout = Lookout.agent(settings(ids))) {
            var diagnosis = Diagnosis.of(Pace.at(INTERVAL), lookout.observe());
            for (var stage : stages) {
                stage.begin();
            }
            for (int i = 1; i < LOOKS; i++) {
                Thread.sleep(INTERVAL);
                diagnosis = diagnosis.after(lookout.observe());
            }
            return diagnosis.findings().stream().map(Finding::verdict).toList();
        }
    }

    private static AgentSettings settings(Set<Long> namespaces) {
        var usual = AgentSettings.DEFAULTS;
        return new AgentSettings(
                usual.proc(),
                usual.mounts(),
                usual.source(),
                new Selection(namespaces, Set.of()),
                Duration.ZERO,
                usual.top());
    }

    private static List<Long> namespaces(List<Verdict> found, Predicate<Verdict> which) {
        return found.stream()
                .filter(which)
                .map(verdict -> verdict.subject().namespace())
                .toList();
    }

    private static String text(List<Verdict> found) {
        return found.stream()
                .map(verdict -> "%s/%s of %s".formatted(verdict.symptom(), verdict.cause(), verdict.subject()))
                .collect(Collectors.joining("\n"));
    }
}
