package dev.connstate.operator.tuning;

import dev.connstate.crds.Severity;
import dev.connstate.crds.tuning.Confidence;
import dev.connstate.crds.tuning.TuningFinding;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.report.ProcessRef;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A finding as a status says it. */
final class Described {
    static final int MOST = 16;
    private static final int MOST_EVIDENCE = 8;

    private Described() {}

    static TuningFinding of(Shared shared) {
        var verdict = shared.verdict();
        return new TuningFinding(
                verdict.symptom(),
                verdict.cause(),
                Severity.valueOf(verdict.severity().name()),
                Confidence.valueOf(verdict.confidence().name()),
                verdict.summary(),
                "%s%s".formatted(shared.target().name(), details(verdict.subject())),
                shared.targets(),
                shared.since().atZone(ZoneOffset.UTC),
                verdict.evidence().stream()
                        .limit(MOST_EVIDENCE)
                        .map(evidence -> new TuningFinding.Evidence(evidence.what(), evidence.value()))
                        .toList());
    }

    /** {@code , process java(7), listener 0.0.0.0:8080} */
    private static String details(Subject subject) {
        return Stream.of(
                        subject.process().map(Described::text),
                        subject.listener().map(it -> "listener " + it.address().withPort(it.port())),
                        subject.destination()
                                .map(it -> "from %s to %s"
                                        .formatted(it.source(), it.address().withPort(it.port()))))
                .flatMap(detail -> detail.stream())
                .map(detail -> ", " + detail)
                .collect(Collectors.joining());
    }

    private static String text(ProcessRef process) {
        return "process %s(%d)".formatted(process.name(), process.pid());
    }
}
