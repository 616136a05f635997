package dev.connstate.cli.output;

import dev.connstate.report.AgentCost;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Node;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.List;

/** The outermost object of the JSON: a contract, described by docs/snapshot.schema.json. */
record Snapshot(
        String apiVersion,
        String kind,
        Instant takenAt,
        Node node,
        HostNumbers host,
        List<NamespaceReport> namespaces,
        List<String> problems,
        AgentCost cost) {
    static Snapshot of(NodeReport report) {
        return new Snapshot(
                "connstate.dev/v1alpha1",
                "Snapshot",
                report.takenAt(),
                report.node(),
                report.host(),
                report.namespaces(),
                report.problems(),
                report.cost());
    }

    NodeReport report() {
        return new NodeReport(node, takenAt, host, namespaces, problems, cost);
    }
}
