package dev.connstate.cli;

import dev.connstate.report.NodeReport;
import java.util.List;

/** Sees these, one after the other, and then the last again and again. */
class Sees extends Invocation.Fixed {
    private final List<NodeReport> reports;
    int taken;

    Sees(NodeReport... reports) {
        this.reports = List.of(reports);
    }

    @Override
    public NodeReport observe() {
        return reports.get(Math.min(taken++, reports.size() - 1));
    }
}
