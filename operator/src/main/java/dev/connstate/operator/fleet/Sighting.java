package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the agents say of one target. Of a pod in the host's network only what its processes own is here, and all that
 * the namespace has in common is unknown: {@code connections} empty, no counters.
 *
 * @param now of the newest report
 * @param before of the report before it; empty when nothing can be compared, after a restart of either side
 * @param interval from {@code before} to {@code now}; zero without the former
 * @param host the node's
 * @param findings of the diagnosis about this target
 */
public record Sighting(
        NamespaceReport now, Optional<Before> before, Duration interval, HostNumbers host, List<Finding> findings) {
    public Sighting {
        findings = List.copyOf(findings);
    }

    /** The same with other findings. */
    public Sighting with(List<Finding> others) {
        return new Sighting(now, before, interval, host, others);
    }

    /** Empty when there is nothing to compare with. */
    public Optional<Growth> growth() {
        return before.filter(_ -> interval.isPositive()).map(it -> new Growth(it, now, interval));
    }

    /**
     * Whether its tables were walked since the report before: an agent that is short of CPU time repeats older ones, and
     * what they show was seen once only.
     */
    public boolean hasNewTables() {
        var walked = now.tablesTakenAt();
        return walked.isEmpty() || !before.flatMap(Before::tablesTakenAt).equals(walked);
    }

    /** Whether it is a pod in the host's network: then it has no namespace of its own. */
    public boolean sharesHostNetwork() {
        return now.kind() == NamespaceKind.HOST && now.pod().isPresent();
    }
}
