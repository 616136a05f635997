package dev.connstate.report;

import java.time.Instant;
import java.util.List;

/**
 * One look at a node: what the standalone command shows and what an agent sends. Counters are cumulative, so that a
 * reader with the last and the previous report sees a restart of either side.
 *
 * @param takenAt when the look ended, so that nothing in it is younger
 * @param problems what could not be read on this node, a sentence each; empty when all was seen
 */
public record NodeReport(
        Node node,
        Instant takenAt,
        HostNumbers host,
        List<NamespaceReport> namespaces,
        List<String> problems,
        AgentCost cost) {
    public NodeReport {
        namespaces = List.copyOf(namespaces);
        problems = List.copyOf(problems);
    }

    /** The same look, said of another name of its node: a host name need not be what Kubernetes calls the node. */
    public NodeReport ofNode(String name) {
        var named = new Node(name, node.kernel(), node.bootId(), node.architecture(), node.cpus(), node.memoryBytes());
        return new NodeReport(named, takenAt, host, namespaces, problems, cost);
    }
}
