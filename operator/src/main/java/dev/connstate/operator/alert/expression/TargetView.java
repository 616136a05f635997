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

    private TargetView() {}

    public static Map<String, Object> of(Sighting sighting) {
        var now = sighting.now();
        var growth = sighting.growth();
        boolean isRead = now.source().isPresent();
        boolean isOwn = isRead && !sighting.sharesHostNetwork();
        return new Members()
                .with("states", now.connections().map(TargetView::states))
                .with(
                        "perMinute",
                        growth.filter(_ -> !now.counters().names().isEmpty()).map(Growth::rates))
                .with("listeners", known(isRead, new Views<>(now.listeners(), it -> SocketView.listener(it, growth))))
                .with("destinations", known(isOwn, new Views<>(now.destinations(), SocketView::destination)))
                .with("closeWait", known(isRead, new Views<>(now.closeWait(), SocketView::holder)))
                .with("udp", known(isRead, new Views<>(now.udp(), it -> SocketView.udp(it, growth))))
                .with("conntrack", now.conntrack().map(TargetView::conntrack))
                .with("sockstat", now.sockstat().asMap())
                .with("sysctls", now.sysctls())
                .with(
                        "findings",
                        sighting.findings().stream().map(TargetView::finding).toList())
                .map();
    }

    private static Optional<List<?>> known(boolean isKnown, List<?> list) {
        return isKnown ? Optional.of(list) : Optional.empty();
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
