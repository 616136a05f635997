package dev.connstate.diagnosis;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.diagnosis.window.NodeTrace;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The diagnosis of one node for whoever watches thousands: what it finds is what {@link Diagnosis} finds, but between two
 * reports it takes little memory. For one thread at a time.
 */
public final class Watch {
    private final NodeTrace trace;
    private List<Standing> standing = List.of();

    public Watch(Pace pace) {
        trace = new NodeTrace(pace);
    }

    /**
     * What is wrong now that this report came, too; asked for once. Then, of each of its namespaces, what the report before
     * said, as far as it can be compared: with all counters, and of its sockets what may matter later.
     *
     * @param whole whether {@link #before} will be asked
     * @return empty for a report that is no newer than the last
     */
    public Optional<Function<NamespaceReport, Optional<Before>>> after(NodeReport report, boolean whole) {
        var step = trace.after(report, whole);
        step.ifPresent(it -> standing = Diagnosis.of(it.window(), standing).standing());
        return step.map(it -> it::before);
    }

    /** The same for the newest report again. */
    public Function<NamespaceReport, Optional<Before>> before() {
        return trace.before();
    }

    /** What {@link NodeTrace#counted} has. */
    public NodeTrace.Counted counted(int number, NamespaceReport like) {
        return trace.counted(number, like);
    }

    /** What is wrong now, the worst first. */
    public List<Finding> findings() {
        return Diagnosis.findings(standing);
    }
}
