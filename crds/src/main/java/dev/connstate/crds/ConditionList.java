package dev.connstate.crds;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a status, in the order in which they are set; each keeps its time while its status is the same. */
public final class ConditionList {
    private final List<Condition> before;
    private final List<Condition> now = new ArrayList<>();
    private final Long generation;
    private final Instant at;

    /** @param before those of the status that was written */
    public ConditionList(List<Condition> before, Long generation, Instant at) {
        this.before = before;
        this.generation = generation;
        this.at = at;
    }

    public static Optional<Condition> of(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    public ConditionList with(String type, String status, String reason, String message) {
        var since = of(before, type)
                .filter(condition -> status.equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> at.truncatedTo(ChronoUnit.SECONDS).toString());
        now.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        return this;
    }

    /** The one there was stays as it is. */
    public ConditionList keeping(String type) {
        of(before, type).ifPresent(now::add);
        return this;
    }

    public List<Condition> list() {
        return List.copyOf(now);
    }
}
