package dev.connstate.operator.alert.expression;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.operator.fleet.Growth;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.TcpState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a formula sees of a target, in the members that {@link Shape} names. */
public final class TargetView {
    private static final List<String> STATES =
            Shape.STATES.fields().stream().map(Field::name).toList();

    private final Sighting sighting;
    private final Optional<Growth> growth;

    private TargetView(Sighting sighting) {
        this.sighting = sighting;
        this.growth = sighting.growth();
    }

    public static Map<String, Object> of(Sighting sighting) {
        return new View(Shape.TARGET, new TargetView(sighting)::member);
    }

    private Object member(String name) {
        var now = sighting.now();
        boolean isRead = now.source().isPresent();
        boolean isOwn = isRead && !sighting.sharesHostNetwork();
        return switch (name) {
            case "states" -> now.connections().map(TargetView::states).orElse(null);
            case "perMinute" ->
                growth.filter(_ -> !now.counters().names().isEmpty())
                        .map(Growth::rates)
                        .orElse(null);
            case "listeners" -> isRead ? new Views<>(now.listeners(), it -> SocketView.listener(it, growth)) : null;
            case "destinations" -> isOwn ? new Views<>(now.destinations(), SocketView::destination) : null;
            case "closeWait" -> isRead ? new Views<>(now.closeWait(), SocketView::holder) : null;
            case "udp" ->
                isRead ? new Views<>(now.udp(), it -> SocketView.udp(it, growth.map(Growth::ofTables))) : null;
            case "conntrack" -> now.conntrack().map(TargetView::conntrack).orElse(null);
            case "sockstat" -> now.sockstat().asMap();
            case "sysctls" -> now.sysctls();
            case "findings" -> new Views<>(sighting.findings(), TargetView::finding);
            default -> null;
        };
    }

    static Map<String, Object> states(ConnectionCounts counts) {
        return new View(Shape.STATES, name -> {
            int state = STATES.indexOf(name);
            return state < 0 ? null : counts.of(TcpState.ALL.get(state));
        });
    }

    private static Map<String, Object> conntrack(Conntrack it) {
        return new View(Shape.CONNTRACK, name -> switch (name) {
            case "entries" -> it.entries();
            case "limit" -> View.known(it.limit());
            case "usage" -> percent(it.entries(), it.limit().orElse(0));
            default -> null;
        });
    }

    private static Map<String, Object> finding(Finding it) {
        return new View(Shape.FINDING, name -> switch (name) {
            case "symptom" -> it.verdict().symptom();
            case "cause" -> it.verdict().cause();
            case "severity" -> it.verdict().severity().name();
            default -> null;
        });
    }

    /** Null of nothing. */
    static Double percent(long part, long whole) {
        return whole > 0 ? (Double) (part * 100.0 / whole) : null;
    }
}
