package dev.connstate.cli;

import dev.connstate.cli.live.Frame;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NodeReport;
import java.util.List;
import java.util.Optional;

/** The latest look and what is wrong by then. One thread gives the looks, others may ask. */
final class Live {
    private final Pace pace;
    private volatile Optional<Seen> seen = Optional.empty();

    Live(Pace pace) {
        this.pace = pace;
    }

    private record Seen(NodeReport report, Diagnosis diagnosis) {}

    /** The picture that the new look makes together with those before it. */
    Frame next(NodeReport report, String status) {
        var before = seen;
        var diagnosis = before.map(it -> it.diagnosis.after(report)).orElseGet(() -> Diagnosis.of(pace, report));
        seen = Optional.of(new Seen(report, diagnosis));
        return new Frame(report, before.map(Seen::report), diagnosis.findings(), status);
    }

    Optional<NodeReport> report() {
        return seen.map(Seen::report);
    }

    Optional<List<Finding>> findings() {
        return seen.map(it -> it.diagnosis.findings());
    }
}
