package dev.connstate.operator.alert;

import dev.connstate.crds.alert.Aggregation;
import dev.connstate.crds.alert.AlertSpec;
import dev.connstate.crds.alert.Signal;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.diagnosis.symptom.Symptom;
import dev.connstate.operator.alert.expression.Formula;
import dev.connstate.operator.alert.expression.InvalidExpressionException;
import dev.connstate.operator.alert.signal.ConntrackUsage;
import dev.connstate.operator.alert.signal.EphemeralPortUsage;
import dev.connstate.operator.alert.signal.Expression;
import dev.connstate.operator.alert.signal.Findings;
import dev.connstate.operator.alert.signal.KernelCounter;
import dev.connstate.operator.alert.signal.ListenQueueOverflow;
import dev.connstate.operator.alert.signal.ListenQueueUsage;
import dev.connstate.operator.alert.signal.Measure;
import dev.connstate.operator.alert.signal.Retransmission;
import dev.connstate.operator.alert.signal.SocketStates;
import dev.connstate.operator.alert.signal.SynQueueUsage;
import dev.connstate.operator.alert.signal.UdpDrops;
import dev.connstate.report.Address;
import dev.connstate.report.TcpState;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** From the API's words to a rule. The API server has checked the form; what it cannot check is checked here. */
final class SpecReading {
    private static final Set<String> SYMPTOMS =
            Catalogue.ALL.stream().map(Symptom::name).collect(Collectors.toUnmodifiableSet());

    private SpecReading() {}

    static Rule rule(AlertSpec spec) {
        if (Boolean.TRUE.equals(spec.suspend())) {
            return new Rule.Idle(
                    "Suspended", "the alert is suspended: nothing is evaluated while spec.suspend is true");
        }
        try {
            return new Rule.Live(
                    measure(part(spec.signal(), "spec.signal")),
                    moreThan(spec.moreThan()),
                    grouping(spec.aggregation()),
                    duration(spec.forDuration()),
                    duration(spec.keepFiringFor()));
        } catch (InvalidExpressionException e) {
            return new Rule.Idle("InvalidExpression", e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Rule.Idle("InvalidSpec", e.getMessage());
        }
    }

    private static Measure measure(Signal signal) throws InvalidExpressionException {
        return switch (part(signal.type(), "spec.signal.type")) {
            case SOCKET_STATE -> states(part(signal.socketState(), "spec.signal.socketState"));
            case LISTEN_QUEUE_USAGE -> new ListenQueueUsage(port(signal.listenQueueUsage()));
            case LISTEN_QUEUE_OVERFLOW -> new ListenQueueOverflow(port(signal.listenQueueOverflow()));
            case SYN_QUEUE_USAGE -> new SynQueueUsage(port(signal.synQueueUsage()));
            case EPHEMERAL_PORT_USAGE -> ports(signal.ephemeralPortUsage());
            case CONNTRACK_USAGE -> new ConntrackUsage();
            case UDP_DROPS -> new UdpDrops(port(signal.udpDrops()));
            case RETRANSMISSION -> new Retransmission();
            case KERNEL_COUNTER -> counter(part(signal.kernelCounter(), "spec.signal.kernelCounter"));
            case DIAGNOSIS -> findings(signal.diagnosis());
            case EXPRESSION ->
                new Expression(Formula.of(
                        part(part(signal.expression(), "spec.signal.expression").cel(), "its cel")));
        };
    }

    private static Measure states(Signal.OfStates asked) {
        return new SocketStates(part(asked.states(), "spec.signal.socketState.states").stream()
                .map(state -> TcpState.valueOf(state.name()))
                .collect(Collectors.toSet()));
    }

    private static Measure ports(Signal.OfDestination asked) {
        return asked == null
                ? new EphemeralPortUsage(Optional.empty(), OptionalInt.empty())
                : new EphemeralPortUsage(
                        Optional.ofNullable(asked.address()).map(Address::parse), number(asked.port()));
    }

    private static Measure counter(Signal.OfCounter asked) {
        var name = part(asked.name(), "spec.signal.kernelCounter.name");
        if (KernelCounter.LEVELS.contains(name)) {
            throw new IllegalArgumentException("%s is a level and no counter: it has no rate".formatted(name));
        }
        return new KernelCounter(name);
    }

    private static Measure findings(Signal.OfDiagnosis asked) {
        var symptoms = asked == null || asked.symptoms() == null ? List.<String>of() : asked.symptoms();
        symptoms.stream().filter(it -> !SYMPTOMS.contains(it)).findFirst().ifPresent(it -> {
            throw new IllegalArgumentException("there is no symptom '%s': there are %s"
                    .formatted(it, SYMPTOMS.stream().sorted().collect(Collectors.joining(", "))));
        });
        var least = asked == null || asked.leastSeverity() == null
                ? Severity.WARNING
                : Severity.valueOf(asked.leastSeverity().name());
        return new Findings(Set.copyOf(symptoms), least);
    }

    private static OptionalInt port(Signal.OfPort asked) {
        return asked == null ? OptionalInt.empty() : number(asked.port());
    }

    private static OptionalInt number(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static double moreThan(Quantity quantity) {
        return quantity == null ? 0 : quantity.getNumericalAmount().doubleValue();
    }

    private static Grouping grouping(Aggregation asked) {
        return switch (asked == null || asked.type() == null ? Aggregation.Type.ANY : asked.type()) {
            case ANY -> new Grouping.Any();
            case SUM -> new Grouping.Sum();
            case SHARE -> new Grouping.Share(part(asked.sharePercent(), "spec.aggregation.sharePercent"));
        };
    }

    private static Duration duration(io.fabric8.kubernetes.api.model.Duration asked) {
        return asked == null ? Duration.ZERO : asked.getDuration();
    }

    private static <T> T part(T part, String where) {
        if (part == null) {
            throw new IllegalArgumentException("%s is missing".formatted(where));
        }
        return part;
    }
}
