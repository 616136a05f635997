package dev.connstate.operator.alert;

import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.operator.alert.signal.SocketStates;
import dev.connstate.operator.fleet.Target;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An alert that is evaluated over and over, as the operator does.
 *
 * @param values of each target at each evaluation; -1 where it says nothing
 */
record Play(Rule.Live rule, List<Evaluation> evaluations) {
    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    static final Duration EVERY = Duration.ofSeconds(15);
    static final long THRESHOLD = 500;
    static final long SILENT = -1;

    /** @param after how long after the one before, by the clock */
    record Evaluation(Duration after, List<Long> values, boolean restart) {
        static Evaluation of(List<Long> values) {
            return new Evaluation(EVERY, values, false);
        }
    }

    /** What is seen from outside after an evaluation. */
    record Outcome(int pending, int firing, Optional<Class<?>> transition, AlertStatus status, boolean written) {
        /** The same but for the status. */
        List<Object> essence() {
            return List.of(pending, firing, transition);
        }
    }

    static Rule.Live rule(Grouping grouping, Duration forDuration, Duration keepFiringFor) {
        var measure = new SocketStates(Set.of(TcpState.CLOSE_WAIT));
        return new Rule.Live(measure, THRESHOLD, grouping, forDuration, keepFiringFor);
    }

    static Play regular(Rule.Live rule, List<List<Long>> values) {
        return new Play(rule, values.stream().map(Evaluation::of).toList());
    }

    List<Outcome> outcomes() {
        var outcomes = new ArrayList<Outcome>();
        var state = AlertState.NONE;
        AlertStatus written = null;
        var at = BEGIN;
        for (var evaluation : evaluations) {
            at = at.plus(evaluation.after);
            if (evaluation.restart && written != null) {
                state = AlertState.of(written, rule, 1);
            }
            state = state.after(rule, targets(evaluation.values), at);
            var next = state.status(written, 1);
            outcomes.add(new Outcome(
                    state.pending(), state.firing(), state.transition().map(Object::getClass), next, next != written));
            written = next;
        }
        return outcomes;
    }

    static List<Target> targets(List<Long> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> target("pod-" + i, values.get(i)))
                .toList();
    }

    private static Target target(String name, long value) {
        return Seen.target(
                name,
                value == SILENT
                        ? Optional.empty()
                        : Optional.of(Seen.alone(
                                Seen.with(Seen.NOTHING, "connections", Optional.of(Seen.closeWait(value))))));
    }
}
