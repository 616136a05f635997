package dev.connstate.bench.jmh;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.diagnosis.Diagnosis;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.diagnosis.window.Pace;
import dev.connstate.operator.alert.AlertState;
import dev.connstate.operator.alert.Rule;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.operator.fleet.Target;
import dev.connstate.report.NodeReport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is thought after a look, by namespace of the look. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Node.NAMESPACES)
public class Decisions extends Quick {
    private static final int LOOKS = 16; // a window full of them

    private final List<NodeReport> looks;
    private final Diagnosis full;
    private final List<Target> targets;
    private final Rule states = rule("""
            type: SocketState
            socketState: {states: [CloseWait]}
            """);
    private final Rule expression = rule("""
            type: Expression
            expression: {cel: "target.states.closeWait > 10 && target.states.established == 0"}
            """);

    /** A node that has reported for a while. */
    public Decisions() {
        var node = new Node();
        looks = IntStream.rangeClosed(0, LOOKS).mapToObj(node::look).toList();
        full = looks.stream()
                .limit(LOOKS)
                .skip(1)
                .reduce(Diagnosis.of(Pace.at(Node.INTERVAL), looks.getFirst()), Diagnosis::after, (a, _) -> a);
        targets = IntStream.range(0, Node.NAMESPACES)
                .mapToObj(i -> new Target("pod-" + i, "node", Optional.of(sighting(i))))
                .toList();
    }

    /** The diagnosis of a node after one more look. */
    @Benchmark
    public Diagnosis diagnosis() {
        return full.after(looks.getLast());
    }

    /** An alert over all pods of the node, on a number of the report. */
    @Benchmark
    public AlertState alertOnStates() {
        return evaluated(states);
    }

    /** The same with a formula. */
    @Benchmark
    public AlertState alertOnExpression() {
        return evaluated(expression);
    }

    private AlertState evaluated(Rule rule) {
        return AlertState.NONE.after(rule, targets, Instant.EPOCH);
    }

    private Sighting sighting(int namespace) {
        var now = looks.getLast();
        return new Sighting(
                now.namespaces().get(namespace),
                Optional.of(Before.of(looks.get(LOOKS - 1).namespaces().get(namespace))),
                Node.INTERVAL,
                now.host(),
                List.of());
    }

    private static Rule rule(String signal) {
        var alert = """
                apiVersion: connstate.dev/v1alpha1
                kind: ClusterConnectionAlert
                metadata: {name: measured}
                spec:
                  target: {namespaceSelector: {}}
                  moreThan: 500
                  signal:
                %s""".formatted(signal.indent(4));
        return Rule.of(
                Serialization.unmarshal(alert, ClusterConnectionAlert.class).getSpec());
    }
}
