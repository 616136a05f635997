package dev.connstate.diagnosis.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.Watch;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.diagnosis.window.KnownSignals;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept in bytes loses nothing that a rule asks for. */
class WatchTest {
    @ParameterizedTest
    @MethodSource("dev.connstate.diagnosis.golden.GoldenCasesTest#folders")
    void findsWhatTheDiagnosisFinds(Path folder) throws IOException {
        var looks = Case.read(folder.resolve("looks.yaml"));
        var watch = new Watch(looks.pace());
        Optional<Diagnosis> diagnosis = Optional.empty();
        Optional<NodeReport> before = Optional.empty();
        for (var look : looks.looks()) {
            if (look.report().isEmpty()) {
                continue;
            }
            var report = look.report().get();
            diagnosis = Optional.of(
                    diagnosis.map(it -> it.after(report)).orElseGet(() -> Diagnosis.of(looks.pace(), report)));
            var known = watch.after(report, true).orElseThrow();
            assertThat(watch.findings())
                    .as("at %s", look.at())
                    .isEqualTo(diagnosis.get().findings());
            for (int i = 0; i < report.namespaces().size(); i++) {
                var namespace = report.namespaces().get(i);
                var counted = watch.counted(i, namespace);
                assertThat(counted.now().counters()).isEqualTo(namespace.counters());
                assertThat(counted.before().map(WatchTest::signals))
                        .isEqualTo(known.apply(namespace).map(WatchTest::signals));
                assertThat(watch.before().apply(namespace).map(Before::report))
                        .isEqualTo(known.apply(namespace).map(Before::report));
                before.stream()
                        .flatMap(it -> it.namespaces().stream())
                        .filter(it -> it.id() == namespace.id())
                        .forEach(it -> known.apply(namespace).ifPresent(kept -> isSame(kept, it)));
            }
            before = Optional.of(report);
        }
    }

    private static List<OptionalLong> signals(Before look) {
        return KnownSignals.NAMES.stream().map(look::counter).toList();
    }

    private static void isSame(Before kept, NamespaceReport was) {
        assertThat(kept.report().counters()).isEqualTo(was.counters());
        assertThat(kept.tablesTakenAt()).isEqualTo(was.tablesTakenAt());
        assertThat(was.counters().names())
                .allSatisfy(name ->
                        assertThat(kept.counter(name)).isEqualTo(was.counters().of(name)));
        assertThat(kept.counter("no such counter")).isEmpty();
    }
}
