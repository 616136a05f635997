package dev.connstate.operator.alert;

import dev.connstate.crds.alert.AlertStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;

/** The course of an alert, for people: what is written to its status, and when nothing is. */
final class CourseText {
    private final StringBuilder text = new StringBuilder();
    private int unwritten;

    void look(Looks.Look look, AlertState state, AlertStatus before, AlertStatus after) {
        if (before == after && state.transition().isEmpty()) {
            unwritten++;
            return;
        }
        flush();
        text.append("%s%s%n".formatted(clock(look.at()), look.restart() ? " after a restart" : ""));
        state.transition()
                .ifPresent(
                        it -> text.append("  %s: %s%n".formatted(it.getClass().getSimpleName(), it.message())));
        if (before == after) {
            text.append("  nothing written%n".formatted());
            return;
        }
        after.conditions().forEach(this::condition);
        var targets = after.targets();
        text.append("  generation %d, matched %d, reporting %d, pending %d, firing %d%n"
                .formatted(
                        after.observedGeneration(),
                        targets.matched(),
                        targets.reporting(),
                        targets.pending(),
                        targets.firing()));
        after.worst()
                .forEach(it -> text.append("  - %s %s on %s: %s%s, since %s%n"
                        .formatted(
                                it.standing(),
                                it.name(),
                                it.nodeName(),
                                it.value(),
                                it.subject() == null ? "" : " (%s)".formatted(it.subject()),
                                clock(it.since().toInstant()))));
    }

    private void condition(Condition it) {
        text.append("  %s %s %s since %s: %s%n"
                .formatted(
                        it.getType(),
                        it.getStatus(),
                        it.getReason(),
                        clock(Instant.parse(it.getLastTransitionTime())),
                        it.getMessage()));
    }

    private void flush() {
        if (unwritten > 0) {
            text.append("%d more, nothing written%n".formatted(unwritten));
        }
        unwritten = 0;
    }

    private static String clock(Instant at) {
        var time = Duration.between(Looks.BEGIN, at);
        return "%s%02d:%02d"
                .formatted(
                        time.isNegative() ? "-" : "",
                        time.abs().toMinutes(),
                        time.abs().toSecondsPart());
    }

    @Override
    public String toString() {
        flush();
        return text.toString();
    }
}
