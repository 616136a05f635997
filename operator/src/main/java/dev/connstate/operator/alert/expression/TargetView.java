package dev.connstate.operator.alert.expression;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.operator.fleet.Growth;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.TcpState;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a formula sees of a target, in the members that {@link Shape} names: each is made when the formula asks for it. */
public final class TargetView extends AbstractMap<String, Object> {
    private static final List<String> STATES =
            Shape.STATES.fields().stream().map(Field::name).toList();

    private final Sighting sighting;
    private final Optional<Growth> growth;

    private TargetView(Sighting sighting) {
        this.sighting = sighting;
        this.growth = sighting.growth();
    }

    public static Map<String, Object> of(Sighting sighting) {
        return new TargetView(sighting);
    }

    /** Null for what is unknown. */
    @Override
    public Object get(Object member) {
        var now = sighting.now();
        boolean isRead = now.source().isPresent();
        boolean isOwn = isRead && !sighting.sharesHostNetwork();
        return switch (String.valueOf(member)) {
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

    @Override
    public boolean containsKey(Object member) {
        return get(member) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Shape.TARGET.fields().stream()
                .map(Field::name)
                .filter(this::containsKey)
                .map(name -> Map.entry(name, get(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Map<String, Object> states(ConnectionCounts counts) {
        var members = new Members();
        for (var state : TcpState.ALL) {
            members.with(STATES.get(state.ordinal()), counts.of(state));
        }
        return members.map();
    }

    private static Map<String, Object> conntrack(Conntrack it) {
        return new Members()
                .with("entries", it.entries())
                .with("limit", it.limit())
                .with("usage", percent(it.entries(), it.limit().orElse(0)))
                .map();
    }

    private static Map<String, Object> finding(Finding it) {
        return new Members()
                .with("symptom", it.verdict().symptom())
                .with("cause", it.verdict().cause())
                .with("severity", it.verdict().severity().name())
                .map();
    }

    static Optional<Double> percent(long part, long whole) {
        return whole > 0 ? Optional.of(part * 100.0 / whole) : Optional.empty();
    }
}
