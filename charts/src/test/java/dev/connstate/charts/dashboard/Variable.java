package dev.connstate.charts.dashboard;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader chooses. Its values are those of a label of {@code metric}, as far as the variables before it leave them.
 *
 * @param label the metric's, and the variable's name
 * @param all whether several and all can be chosen: then also what has no such label
 */
record Variable(String label, String title, String metric, boolean all) {
    /** Works where Prometheus gives no such label, too. */
    static final Variable CLUSTER = new Variable("cluster", "Cluster", "connstate_node_info", true);

    static final Variable NODE = new Variable("node", "Node", "connstate_node_info", false);
    static final Variable NODES = new Variable("node", "Node", "connstate_node_info", true);

    /** One, since a dashboard of the pods of all would be too big to be drawn. */
    static final Variable NAMESPACE = ofPods("namespace", "Namespace", false);

    static final Variable NAMESPACES = ofPods("namespace", "Namespace", true);
    static final Variable WORKLOADS = ofPods("workload", "Workload", true);
    static final Variable PODS = ofPods("pod", "Pod", true);

    private static Variable ofPods(String label, String title, boolean all) {
        // The metric with the fewest series that has them all: one of each network namespace.
        return new Variable(label, title, "connstate_namespace_problems", all);
    }

    /** {@code cluster=~"$cluster"}. */
    String matcher() {
        return "%s%s\"$%s\"".formatted(label, all ? "=~" : "=", label);
    }

    String values(Stream<Variable> before) {
        var chosen = before.map(Variable::matcher).collect(Collectors.joining(","));
        return "label_values(%s{%s}, %s)".formatted(metric, chosen, label);
    }
}
