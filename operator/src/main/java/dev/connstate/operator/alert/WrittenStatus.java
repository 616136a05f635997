package dev.connstate.operator.alert;

import dev.connstate.crds.alert.AlertStatus;
import dev.connstate.crds.alert.AlertStatus.Offender;
import dev.connstate.crds.alert.AlertStatus.Standing;
import dev.connstate.operator.alert.Judgement.Answer;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The status that the API server has, and a state is recovered from.
 *
 * @param status null when there is none
 */
record WrittenStatus(AlertStatus status) {
    private static final String NUMBER = "-?\\d{1,300}(\\.\\d{1,2})?";

    /** What its offenders were about; none of another generation's. */
    List<Track> tracks(Rule rule, long generation) {
        if (status == null || !Objects.equals(status.observedGeneration(), generation)) {
            return List.of();
        }
        var offenders = worst().stream().filter(WrittenStatus::isWhole).toList();
        boolean isGroup = rule instanceof Rule.Live live && !(live.grouping() instanceof Grouping.Any);
        return isGroup
                ? offenders.stream()
                        .limit(1)
                        .map(it -> track(Judgement.ALL, it, offenders))
                        .toList()
                : offenders.stream()
                        .map(it -> track(it.name(), it, List.of(it)))
                        .toList();
    }

    private static boolean isWhole(Offender it) {
        return it.name() != null
                && it.standing() != null
                && it.since() != null
                && it.value() != null
                && it.value().matches(NUMBER);
    }

    private static Track track(String name, Offender offender, List<Offender> measured) {
        var since = offender.since().toInstant();
        var phase = switch (offender.standing()) {
            case PENDING -> new Phase.Pending(since);
            case FIRING -> new Phase.Firing(since, Optional.empty());
        };
        return new Track(
                name, phase, measured.stream().map(WrittenStatus::measured).toList(), Answer.UNKNOWN);
    }

    private static Measured measured(Offender it) {
        return new Measured(
                it.name(),
                Objects.requireNonNullElse(it.nodeName(), ""),
                Double.parseDouble(it.value()),
                () -> Objects.requireNonNullElse(it.subject(), ""));
    }

    List<Offender> worst() {
        return status == null || status.worst() == null ? List.of() : status.worst();
    }

    Stream<Condition> conditions() {
        return status == null || status.conditions() == null ? Stream.empty() : status.conditions().stream();
    }

    /** What another status must differ in to be worth a write: everything but values, times and messages. */
    List<Object> essence() {
        var conditions = conditions()
                .map(it -> Stream.of(it.getType(), it.getStatus(), it.getReason())
                        .map(String::valueOf)
                        .toList())
                .collect(Collectors.toSet());
        return status == null
                ? List.of()
                : List.of(
                        Optional.ofNullable(status.observedGeneration()),
                        Optional.ofNullable(status.targets()),
                        standings(),
                        conditions);
    }

    /** Who is listed, and as what. */
    Set<String> standings() {
        return worst().stream().map(it -> standing(it.standing(), it.name())).collect(Collectors.toSet());
    }

    static String standing(Standing standing, String name) {
        return standing + " " + name;
    }
}
